package deployments

import (
	"io"
	"net"
	"net/url"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"
)

// overTCP makes a Postgres that listens on a socket in some folder reachable over TCP, as it is in a
// network of containers: from inside a machine's root folder no socket of ours can be seen.
func overTCP(t *testing.T, address string) *url.URL {
	t.Helper()
	settings, err := pgconn.ParseConfig(address)
	check(t, err)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	check(t, err)
	t.Cleanup(func() { listener.Close() })
	network, server := pgconn.NetworkAddress(settings.Host, settings.Port)
	go func() {
		for {
			client, err := listener.Accept()
			if err != nil {
				return
			}
			go relay(client, network, server)
		}
	}()
	return &url.URL{
		Scheme: "postgres", User: url.UserPassword(settings.User, settings.Password),
		Host: listener.Addr().String(), Path: "/" + settings.Database,
	}
}

// relay carries bytes between the client and the server until either hangs up.
func relay(client net.Conn, network, address string) {
	defer client.Close()
	server, err := net.Dial(network, address)
	if err != nil {
		return
	}
	defer server.Close()
	go func() {
		defer server.Close()
		io.Copy(server, client)
	}()
	io.Copy(client, server)
}
