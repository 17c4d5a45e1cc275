package bakery

import "daybook"

// product is what Stripe calls a product: a box, or something to go with it.
type product struct{ id, name string }

// price is what a product costs for one interval, or once where it has none.
type price struct {
	id       string
	name     string // its nickname, by which the bakery calls the plan
	product  product
	cents    int64
	interval daybook.Unit
}

// months is the length of the interval.
func (p *price) months() int {
	if p.interval == daybook.PerYear {
		return 12
	}
	return 1
}

var (
	smallBox  = product{"prod_DCSmallBox", "Small box"}
	familyBox = product{"prod_DCFamilyBox", "Family box"}
	officeBox = product{"prod_DCOfficeBox", "Office box"}
)

var (
	small   = &price{"price_DCSmallMonthly", "Small box", smallBox, 2900, daybook.PerMonth}
	weekend = &price{"price_DCSmallWeekend", "Small box", smallBox, 2900, daybook.PerMonth} // delivered on Saturdays
	family  = &price{"price_DCFamilyMonthly", "Family box", familyBox, 4900, daybook.PerMonth}
	office  = &price{"price_DCOfficeMonthly", "Office box", officeBox, 12900, daybook.PerMonth}
	yearly  = &price{"price_DCSmallYearly", "Small box yearly", smallBox, 29000, daybook.PerYear}
)

func boxes() []*price { return []*price{small, weekend, family, office, yearly} }

// extras go with an office box. Prices are whole tens of cents, so that ten percent off is exact.
func extras() []*price {
	return []*price{
		extra("SourdoughLoaf", "Sourdough loaf", 850), extra("CinnamonBuns", "Cinnamon buns, a dozen", 3600),
		extra("CoffeeBeans", "Coffee beans, 1 kg", 2400), extra("Quiche", "Quiche", 3200),
		extra("FruitPlatter", "Fruit platter", 4500), extra("OatMilk", "Oat milk, a crate", 2700),
		extra("GlutenFree", "Gluten-free loaf", 1100), extra("Croissants", "Croissants, a dozen", 3900),
		extra("Bagels", "Bagels, a dozen", 2100), extra("LemonTart", "Lemon tart", 3400),
		extra("Granola", "Granola, 1 kg", 1800), extra("Jams", "Three jams", 2200),
	}
}

func extra(id, name string, cents int64) *price {
	return &price{id: "price_DC" + id, name: name, product: product{"prod_DC" + id, name}, cents: cents}
}

// coupon takes a percentage off.
type coupon struct {
	id, name string
	percent  int64
	duration daybook.Duration
	months   int // of a repeating one
}

var (
	friend   = &coupon{"FRIEND10", "10 % off, forever, for a friend", 10, daybook.Forever, 0}
	halfOff  = &coupon{"HALF3", "Half off for three months", 50, daybook.Repeating, 3}
	firstBox = &coupon{"FIRST20", "20 % off the first box", 20, daybook.Once, 0}
)

func coupons() []*coupon { return []*coupon{friend, halfOff, firstBox} }
