package stripe

import (
	"strings"
	"testing"

	"daybook"
	"daybook/config"
	"daybook/connectors/connectortest"
)

func TestAnotherAccountOrModeIsRefused(t *testing.T) {
	s := paid(t)
	s.Live().Put(charged(object{"id": "ch_live"}))
	s.Connect("acct_other").Put(charged(object{"id": "ch_other"}))
	book := s.pull(t)
	for name, change := range map[string]func(*Options){
		"account acct_1SandboxDaybook in live mode": func(o *Options) { o.APIKey = config.Secret("sk_live_51DaybookLive") },
		"account acct_other in test mode":           func(o *Options) { o.Account = "acct_other" },
	} {
		other := *s.source
		change(&other.options)
		into := &connectortest.Recorder{Before: book}
		err := other.Pull(t.Context(), daybook.Request{Cursor: into.Cursor(), Documents: into}, into)
		if daybook.CodeOf(err) != daybook.Misconfigured || !strings.Contains(err.Error(), "found the key of "+name) ||
			!strings.Contains(err.Error(), "wanted account acct_1SandboxDaybook in test mode, whose data") || len(into.Batches) != 0 {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestTheAccountIsPartOfWhatTheBookHolds(t *testing.T) {
	s := paid(t)
	s.Connect("acct_other").Put(charged(object{"id": "ch_other"}))
	s.source = s.open(t, s.Sandbox, Options{Account: "acct_other"})
	into := s.pull(t)
	if got := into.Batches[0].At.Part; got != "acct_other test mode" || into.Facts()[0].Head().Origin.ID != "ch_other" {
		t.Errorf("part %q with %v", got, into.Facts())
	}
}

func TestObjectsOfTheOtherModeAreRefused(t *testing.T) {
	s := newShop(t, charged(object{"livemode": true}))
	err := s.source.Pull(t.Context(), daybook.Request{}, &connectortest.Recorder{})
	if err == nil || !strings.Contains(err.Error(), "ch_1: found an object of the other mode, wanted one in test mode") {
		t.Errorf("%v", err)
	}
}

func TestAKeyThatMayNotNameItsAccountIsKeptToItsMode(t *testing.T) {
	s := paid(t)
	all := []string{"events"}
	for _, l := range lists() {
		all = append(all, l.part)
	}
	s.Accept(restricted, all...)
	s.Accept("rk_live_51Daybook", all...)
	s.Live()
	s.source.options.APIKey = restricted
	book := s.pull(t)
	if got := book.Batches[0].At.Part; got != "test mode" {
		t.Errorf("part %q", got)
	}
	s.source.options.APIKey = "rk_live_51Daybook"
	into := &connectortest.Recorder{Before: book}
	if err := s.source.Pull(t.Context(), daybook.Request{Cursor: into.Cursor(), Documents: into}, into); daybook.CodeOf(err) != daybook.Misconfigured {
		t.Errorf("%v, wanted a refusal", err)
	}
}

func TestAPreviewReadsTheFirstPageOfEachListAndStoresNothing(t *testing.T) {
	s := smallBusiness(t)
	into := &connectortest.Recorder{}
	if err := s.source.Pull(t.Context(), daybook.Request{Reread: true, Sample: true}, into); err != nil {
		t.Fatal(err)
	}
	facts := 0
	for _, record := range into.Open {
		if _, ok := record.(daybook.Fact); ok {
			facts++
		}
	}
	if facts < 200 || len(into.Batches) != 0 || s.asked("/v1/charges") != 1 {
		t.Errorf("%d facts, %d batches, %d pages of charges", facts, len(into.Batches), s.asked("/v1/charges"))
	}
}
