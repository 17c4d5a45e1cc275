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
	return documentsIn(t, sandbox)
}

// documentsIn are all objects of a sandbox, read as a pull would, but by one call after the other.
func documentsIn(t failing, sandbox *stripesandbox.Sandbox) []document {
	t.Helper()
	var documents []document
	for _, l := range lists() {
		for _, body := range listedBy(t, sandbox, l.path(), l.query()) {
			body = withAllLines(t, sandbox, l, body)
			documents = append(documents, document{kind: l.kind, id: idOf(body), created: createdOf(body), owner: l.owner(body), body: body})
		}
	}
	settle(documents)
	return documents
}

func (l list) query() url.Values {
	query := url.Values{}
	for name, value := range l.filters {
		query.Set(name, value)
	}
	for n, field := range l.expand {
		query.Set(fmt.Sprintf("expand[%d]", n), "data."+field)
	}
	return query
}

// withAllLines is an object with the lines that its list cut off.
func withAllLines(t failing, sandbox *stripesandbox.Sandbox, l list, body json.RawMessage) json.RawMessage {
	var object map[string]any
	if l.kind != "invoice" || json.Unmarshal(body, &object) != nil {
		return body
	}
	if lines, _ := object["lines"].(map[string]any); lines["has_more"] != true {
		return body
	}
	object["lines"] = listOf(listedBy(t, sandbox, "/v1/invoices/"+idOf(body)+"/lines", url.Values{"expand[0]": {"data.discounts"}}))
	whole, err := json.Marshal(object)
	if err != nil {
		t.Fatalf("%v", err)
	}
	return whole
}

// listedBy asks a sandbox for all objects of a list.
func listedBy(t failing, sandbox *stripesandbox.Sandbox, path string, query url.Values) (all []json.RawMessage) {
	t.Helper()
	query.Set("limit", "100")
	for {
		request := httptest.NewRequest(http.MethodGet, path+"?"+query.Encode(), nil)
		request.Header.Set("Authorization", "Bearer "+testKey)
		answer := httptest.NewRecorder()
		sandbox.ServeHTTP(answer, request)
		var page nested[json.RawMessage]
		if err := json.Unmarshal(answer.Body.Bytes(), &page); err != nil || answer.Code != http.StatusOK {
			t.Fatalf("%s: %d %s", path, answer.Code, answer.Body)
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

func TestANestedListThatWasCutOffIsRejectedAndWhatIsThereIsTaken(t *testing.T) {
	invoice := billed("1", "sub_1", "2024-01-10", box, nil)
	invoice["lines"] = object{"data": invoice["lines"], "has_more": true}
	subscription := subscribed("sub_1", "2024-01-10", "2024-05-10", box)
	subscription["items"] = object{"data": subscription["items"], "has_more": true}
	note := credited(nil)
	note["lines"] = object{"data": note["lines"], "has_more": true}
	facts, rejects := 0, 0
	for _, record := range (mapper{source: "shop", zone: time.UTC}).derive(dossierOf(copied([]object{invoice, subscription, note})...)) {
		switch record.(type) {
		case *daybook.Reject:
			rejects++
		case daybook.Fact:
			facts++
		}
	}
	if facts != 3 || rejects != 3 {
		t.Errorf("%d facts and %d rejects, wanted 3 and 3", facts, rejects)
	}
}
