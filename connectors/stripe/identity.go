package stripe

import (
	"context"
	"strings"

	"daybook"
)

// identity says whose data a source holds. It is part of every key: of the book's part, and of the cursor.
type identity struct {
	Account string `json:"account,omitempty"` // "" where the key may not tell
	Live    bool   `json:"live"`
	Clock   string `json:"test_clock,omitempty"`
}

// part is the one part of the book that a source of this type has.
func (i identity) part() string {
	return strings.Join(strings.Fields(i.Account+" "+i.mode()+" "+i.Clock), " ")
}

func (i identity) mode() string {
	if i.Live {
		return "live mode"
	}
	return "test mode"
}

func (i identity) String() string {
	account := "account " + i.Account
	if i.Account == "" {
		account = "an account"
	}
	if i.Clock != "" {
		account += ", test clock " + i.Clock
	}
	return account + " in " + i.mode()
}

// named is the account, or how it could be known.
func (i identity) named() string {
	if i.Account == "" {
		return "the key may not say whose it is; with the permission rak_accounts_kyc_basic_read another account's key would be noticed"
	}
	return i.Account
}

func (s *source) live() bool { return !strings.Contains(s.options.APIKey.Reveal(), "_test_") }

// identify asks whose key it is. A restricted key may not be allowed to say so; then the option account, if it is
// given, has to do.
func (s *source) identify(ctx context.Context, a api) (identity, error) {
	who := identity{Account: s.options.Account, Live: s.live(), Clock: s.options.TestClock}
	var account struct {
		ID string `json:"id"`
	}
	err := a.get(ctx, "/v1/account", nil, &account)
	if forbidden(err) && permission.MatchString(err.Error()) {
		return who, nil
	}
	if account.ID != "" {
		who.Account = account.ID
	}
	return who, err
}

// match refuses an account that is not the one whose data the book holds under this source's name, if it holds any.
func (i identity) match(kept *identity) (identity, error) {
	if kept == nil {
		return i, nil
	}
	known := *kept
	if i.Account == "" || known.Account == "" { // one of them does not say
		account := i.Account + known.Account
		i.Account, known.Account = account, account
	}
	if i != known {
		return i, &daybook.Error{Code: daybook.Misconfigured, Place: "api_key", Found: "the key of " + i.String(),
			Wanted: known.String() + ", whose data the book holds under this name",
			Remedy: "give the other one a source of its own, with another name"}
	}
	return i, nil
}
