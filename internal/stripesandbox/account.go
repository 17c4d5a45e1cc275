package stripesandbox

import (
	"net/http"
	"strings"
)

// mode is an account in test mode or live mode: what objects belong to.
type mode struct {
	account string
	live    bool
}

// Connect returns the connected account with an id in the same mode, which requests name in Stripe-Account. It
// is made when it is first asked for, and has its own objects, events and event version.
func (s *Sandbox) Connect(account string) *Sandbox {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.open(mode{account, s.live})
}

// Live returns the live mode of the account, which live keys read. Its objects have livemode true. Live keys
// are refused until it is first asked for.
func (s *Sandbox) Live() *Sandbox {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.open(mode{s.account, true})
}

// open returns an account in a mode, which is made if it is not there.
func (s *server) open(at mode) *Sandbox {
	if s.stores[at] == nil {
		s.stores[at] = &store{mode: at, kinds: map[string]*collection{}, deleted: map[string]string{}, shape: Version}
		s.stores[at].put(object{"object": "account", "id": at.account, "country": "US", "default_currency": "usd", "charges_enabled": true})
		s.stores[at].put(object{"object": "balance", "id": "balance", "livemode": at.live, "available": []any{}, "pending": []any{}})
	}
	return &Sandbox{server: s, store: s.stores[at]}
}

// asked is the account and the mode that a request is about.
func asked(r *http.Request, key string) mode {
	at := mode{account: r.Header.Get("Stripe-Account"), live: isLive(key)}
	if at.account == "" {
		at.account = Account
	}
	return at
}

func isLive(key string) bool {
	return strings.HasPrefix(key, "sk_live_") || strings.HasPrefix(key, "rk_live_")
}

// at returns an account in a mode, or nil where it was never opened.
func (s *server) at(at mode) *Sandbox {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.stores[at] == nil {
		return nil
	}
	return s.open(at)
}
