package files

import (
	"fmt"
	"net"
	"net/url"
	"path"
	"slices"
	"strings"

	"daybook"
	"daybook/config"
)

// stores are the schemes of object stores.
var stores = []string{"s3", "gs", "azblob", "file"}

// checkAddress reports an option path that is an address, but none that can be read.
func checkAddress(scheme, address string) error {
	parsed, err := url.Parse(address)
	wrong := &daybook.Error{Code: daybook.Misconfigured, Place: "path", Found: "path " + named(address), Wanted: "a file, a pattern, or an address like https://… or s3://bucket/exports/*.csv"}
	switch {
	case err != nil:
		return wrong // the cause would show the address, which may hold a secret
	case scheme == "https" && parsed.Host == "":
		return wrong
	case scheme == "https":
		return nil
	case scheme == "http" && isLoopback(parsed.Hostname()):
		return nil
	case scheme == "http":
		wrong.Found, wrong.Wanted, wrong.Remedy = "path "+named(address), "https://", "figures must not travel in the open"
		return wrong
	case !slices.Contains(stores, scheme):
		wrong.Found = fmt.Sprintf("the scheme %s://", scheme)
		wrong.Hint = config.DidYouMean(scheme, append([]string{"https"}, stores...))
		return wrong
	case scheme != "file" && parsed.Host == "" || strings.Trim(parsed.Path, "/") == "":
		wrong.Wanted = scheme + "://bucket/folder/*.csv"
		return wrong
	}
	if _, err := path.Match(parsed.Path, ""); err != nil {
		wrong.Err = err
		return wrong
	}
	return nil
}

func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// named is what an address is called in places, errors and the log: without what may be a secret, a user's password or a key in
// the query.
func named(address string) string {
	address, _, _ = strings.Cut(address, "?")
	address, _, _ = strings.Cut(address, "#")
	scheme, rest, found := strings.Cut(address, "://")
	if !found {
		return address
	}
	host, path, _ := strings.Cut(rest, "/")
	return scheme + "://" + host[strings.LastIndexByte(host, '@')+1:] + "/" + path
}
