package stripe

import (
	"context"
	"encoding/json"
	"io"
	"iter"
	"net/http"
	"strconv"

	stripego "github.com/stripe/stripe-go/v76"
	"github.com/stripe/stripe-go/v76/form"
)

// api asks Stripe, through stripe-go: its requests, its paging, its errors and its pinned version 2023-10-16.
// Objects are handed on as JSON and decoded into types of our own (objects.go), because stripe-go's hold
// fractions of a cent as floats and an absent amount as 0, and because what is never decoded cannot leak. Answers
// are read here, in one pass: stripe-go looks at each byte of them four times.
type api struct {
	backend *stripego.BackendImplementation
	client  *http.Client
	key     string
	account string
}

func (s *source) api(p patience) api {
	backend := stripego.GetBackendWithConfig(stripego.APIBackend, &stripego.BackendConfig{
		URL:           stripego.String(s.options.BaseURL),
		LeveledLogger: &stripego.LeveledLogger{Level: stripego.LevelNull},
	})
	return api{backend: backend.(*stripego.BackendImplementation), client: p.client(s.limiter),
		key: s.options.APIKey.Reveal(), account: s.options.Account}
}

// query is what a list is asked for.
type query struct {
	filters map[string]string // "status": "all"
	since   int64             // created at this second or later; 0: from the beginning
	until   int64             // created before this second; 0: without end
	after   string            // go on after the object with this id
	expand  []string          // relative to one object: "charge"
	limit   int64             // objects a page; 0 is Stripe's maximum
	single  bool              // one page only
}

const pageSize = 100

func (q query) params(ctx context.Context, account string) *stripego.ListParams {
	params := &stripego.ListParams{Context: ctx, Single: q.single, Limit: stripego.Int64(pageSize)}
	if q.limit > 0 {
		params.Limit = stripego.Int64(q.limit)
	}
	if q.after != "" {
		params.StartingAfter = stripego.String(q.after)
	}
	if q.since != 0 {
		params.Filters.AddFilter("created", "gte", strconv.FormatInt(q.since, 10))
	}
	if q.until != 0 {
		params.Filters.AddFilter("created", "lt", strconv.FormatInt(q.until, 10))
	}
	for name, value := range q.filters {
		params.Filters.AddFilter(name, "", value)
	}
	for _, field := range q.expand {
		params.Expand = append(params.Expand, stripego.String("data."+field))
	}
	if account != "" {
		params.SetStripeAccount(account)
	}
	return params
}

// list yields every object of a list, page after page.
func (a api) list(ctx context.Context, path string, q query) iter.Seq2[json.RawMessage, error] {
	return func(yield func(json.RawMessage, error) bool) {
		objects := stripego.GetIter(q.params(ctx, a.account), func(p *stripego.Params, values *form.Values) ([]any, stripego.ListContainer, error) {
			answer, err := a.page(path, p, values)
			return answer.elements(), answer, err
		})
		for objects.Next() {
			if !yield(objects.Current().(*element).raw, nil) {
				return
			}
		}
		if err := objects.Err(); err != nil {
			yield(nil, err)
		}
	}
}

// first reads the first page of a list, and whether there is more.
func (a api) first(ctx context.Context, path string, q query) ([]json.RawMessage, bool, error) {
	q.single = true
	params, values := q.params(ctx, a.account), &form.Values{}
	form.AppendTo(values, params)
	answer, err := a.page(path, params.GetParams(), values)
	return answer.Data, answer.HasMore, err
}

// page reads one page; an empty one with an error.
func (a api) page(path string, p *stripego.Params, values *form.Values) (*page, error) {
	answer := &page{}
	err := a.ask(path, p, values, answer)
	if err == nil {
		err = answer.valid()
	}
	if err != nil {
		return &page{}, err
	}
	return answer, nil
}

// get reads one object.
func (a api) get(ctx context.Context, path string, expand []string, into any) error {
	params := &stripego.Params{Context: ctx}
	for _, field := range expand {
		params.AddExpand(field)
	}
	if a.account != "" {
		params.SetStripeAccount(a.account)
	}
	values := &form.Values{}
	form.AppendTo(values, params)
	return a.ask(path, params, values, into)
}

// ask reads and decodes one answer.
func (a api) ask(path string, params *stripego.Params, values *form.Values, into any) error {
	if !values.Empty() {
		path += "?" + values.Encode()
	}
	request, err := a.backend.NewRequest(http.MethodGet, path, a.key, "application/x-www-form-urlencoded", params)
	if err != nil {
		return presentable(err)
	}
	answer, err := a.client.Do(request)
	if err != nil {
		return presentable(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err == nil && answer.StatusCode >= http.StatusBadRequest {
		err = a.backend.ResponseToError(answer, body)
	}
	if err != nil {
		return presentable(err)
	}
	if parse(body, into) != nil {
		return errForeign
	}
	return nil
}

// page is one page of a list, its objects not decoded.
type page struct {
	stripego.ListMeta
	Data []json.RawMessage `json:"data"`
}

// valid refuses what is not a page of a list. It would be taken for a list that is empty or ends here, and
// all that the book has of it would be closed.
func (p *page) valid() error {
	if p.Data == nil || p.HasMore && (len(p.Data) == 0 || idOf(p.Data[len(p.Data)-1]) == "") {
		return errForeign
	}
	return nil
}

// element is an object in the form that stripe-go's iterator wants: it goes on after the ID of the last one.
type element struct {
	ID  string
	raw json.RawMessage
}

func (p *page) elements() []any {
	out := make([]any, len(p.Data))
	for i, raw := range p.Data {
		out[i] = &element{raw: raw}
	}
	if n := len(out); n > 0 {
		out[n-1].(*element).ID = idOf(p.Data[n-1])
	}
	return out
}

// idOf returns an object's id, or "" for something that has none.
func idOf(raw json.RawMessage) string {
	var object struct {
		ID string `json:"id"`
	}
	_ = parse(raw, &object) // what cannot be read is rejected where it is mapped
	return object.ID
}
