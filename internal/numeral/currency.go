package numeral

import (
	"strings"

	"daybook"
)

// Currencies lists the currencies that a sign or an ISO 4217 code written beside an amount can stand for;
// none for what is no currency mark.
func Currencies(mark string) []daybook.Currency {
	switch mark {
	case "$":
		return []daybook.Currency{"USD", "AUD", "CAD", "NZD", "HKD", "SGD", "TWD", "MXN", "CLP", "COP", "ARS", "BBD", "BMD",
			"BND", "BSD", "BZD", "DOP", "FJD", "GYD", "JMD", "KYD", "LRD", "NAD", "SBD", "SRD", "TTD", "UYU", "XCD"}
	case "US$", "USD$":
		return []daybook.Currency{"USD"}
	case "A$", "AU$":
		return []daybook.Currency{"AUD"}
	case "C$", "CA$":
		return []daybook.Currency{"CAD"}
	case "NZ$":
		return []daybook.Currency{"NZD"}
	case "HK$":
		return []daybook.Currency{"HKD"}
	case "S$":
		return []daybook.Currency{"SGD"}
	case "R$":
		return []daybook.Currency{"BRL"}
	case "€":
		return []daybook.Currency{"EUR"}
	case "£":
		return []daybook.Currency{"GBP", "EGP", "GIP", "FKP", "SHP", "LBP"}
	case "¥", "￥":
		return []daybook.Currency{"JPY", "CNY"}
	case "kr", "Kr", "KR":
		return []daybook.Currency{"SEK", "NOK", "DKK", "ISK"}
	}
	return single(mark)
}

func single(mark string) []daybook.Currency {
	const signs = "₹INR ₩KRW ₪ILS ₺TRY ₽RUB ₴UAH ₫VND ฿THB ₱PHP ₦NGN ₡CRC ₲PYG ₵GHS ₸KZT ₾GEL złPLN KčCZK FtHUF ₨PKR"
	for _, pair := range strings.Fields(signs) {
		if sign := pair[:len(pair)-3]; sign == mark {
			return []daybook.Currency{daybook.Currency(pair[len(pair)-3:])}
		}
	}
	if code, err := daybook.ParseCurrency(mark); err == nil && string(code) == mark {
		return []daybook.Currency{code}
	}
	return nil
}
