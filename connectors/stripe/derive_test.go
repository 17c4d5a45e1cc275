package stripe

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"daybook"
	"daybook/internal/stripesandbox"
	"daybook/internal/stripesandbox/billing"
)

// crowded are the documents that a business of some customers leaves behind in some months, of all kinds.
func crowded(t *testing.T, seed uint64, customers int) []document {
	t.Helper()
	sandbox := stripesandbox.New()
	b := billing.New(sandbox, at("2023-06-01"))
	crowd := billing.NewCrowd(b, seed)
	crowd.Join(customers, 90*24*time.Hour)
	crowd.Advance(at("2024-03-01"))
	var documents []document
	for _, l := range lists() {
		for _, body := range listedBy(t, sandbox, l) {
			documents = append(documents, document{kind: l.kind, id: idOf(body), created: createdOf(body), owner: l.owner(body), body: body})
		}
	}
	settle(documents)
	return documents
}

// listedBy asks a sandbox for all objects of a list.
func listedBy(t *testing.T, sandbox *stripesandbox.Sandbox, l list) (all []json.RawMessage) {
	t.Helper()
	query := url.Values{"limit": {"100"}}
	for name, value := range l.filters {
		query.Set(name, value)
	}
	for n, field := range l.expand {
		query.Set(fmt.Sprintf("expand[%d]", n), "data."+field)
	}
	for {
		request := httptest.NewRequest(http.MethodGet, l.path()+"?"+query.Encode(), nil)
		request.Header.Set("Authorization", "Bearer "+testKey)
		answer := httptest.NewRecorder()
		sandbox.ServeHTTP(answer, request)
		var page nested[json.RawMessage]
		if err := json.Unmarshal(answer.Body.Bytes(), &page); err != nil || answer.Code != http.StatusOK {
			t.Fatalf("%s: %d %s", l.path(), answer.Code, answer.Body)
		}
		if all = append(all, page.Data...); !page.HasMore {
			return all
		}
		query.Set("starting_after", idOf(all[len(all)-1]))
	}
}

func TestTheOrderOfDocumentsDoesNotMatter(t *testing.T) {
	documents := crowded(t, 7, 25)
	want := asKept(derived(documents))
	rapid.Check(t, func(t *rapid.T) {
		shuffled := slices.Clone(documents)
		rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0)).Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		if diff := cmp.Diff(want, asKept(derived(shuffled))); diff != "" {
			t.Error(diff)
		}
	})
}

// asKept writes records as the book keeps them.
func asKept(records []daybook.Record) []string {
	var out []string
	for _, record := range records {
		body, err := json.Marshal(record)
		if err != nil {
			panic(err)
		}
		line := string(body)
		if fact, is := record.(daybook.Fact); is {
			line = string(fact.Kind()) + " " + fact.Head().Origin.String() + " " + fact.Head().Day.String() + " " + line
		}
		out = append(out, line)
	}
	return out
}

func TestEachFactHasOneOwnerAndAKeyOfItsOwn(t *testing.T) {
	documents := crowded(t, 8, 40)
	owners := map[string]string{}
	m := mapper{source: "shop", zone: time.UTC}
	for _, d := range dossiers(documents) {
		if d.owner == "" {
			m.catalogue = newCatalogue(d)
			continue
		}
		for _, record := range m.derive(d) {
			fact, is := record.(daybook.Fact)
			if !is {
				continue
			}
			key := string(fact.Kind()) + " " + fact.Head().Origin.ID
			if other, twice := owners[key]; twice {
				t.Errorf("%s is of %s and of %s", key, other, d.owner)
			}
			owners[key] = d.owner
			if customer := daybook.CustomerOf(fact); customer != "" && customer != d.owner {
				t.Errorf("%s of %s says that it is of %s", key, d.owner, customer)
			}
		}
	}
	if len(owners) < 500 {
		t.Errorf("%d facts", len(owners))
	}
}

func TestEveryDocumentOfABusinessBecomesAFactOrASkip(t *testing.T) {
	for _, record := range derived(crowded(t, 9, 40)) {
		if reject, is := record.(*daybook.Reject); is {
			t.Errorf("%+v", *reject)
		}
	}
	for _, d := range dossiers(crowded(t, 9, 40)) {
		for _, notice := range untied(d) {
			t.Errorf("%+v", notice)
		}
	}
}
