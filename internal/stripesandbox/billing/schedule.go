package billing

import "time"

// Phase is what a subscription is to have from the start of one of its periods on, for so many periods.
type Phase struct {
	Items   []Item
	Periods int
}

// Schedule is what is planned for a subscription; after the last phase it goes on as it is.
type Schedule struct {
	id           string
	subscription *Subscription
	phases       []phase
	current      int
	status       string
	made, over   time.Time
}

type phase struct {
	Phase
	start, end time.Time
}

// Plan schedules phases that follow the current period, or the trial, which is the first phase. Their intervals are the
// subscription's.
func (b *Business) Plan(s *Subscription, phases ...Phase) {
	plan := &Schedule{id: b.id("sub_sched"), subscription: s, status: "active", made: b.now}
	plan.phases = append(plan.phases, phase{Phase{Items: s.copies(), Periods: 1}, s.start, s.end})
	anchor, periods := s.anchor, s.periods+1
	if s.status == "trialing" {
		anchor, periods = s.trialEnd, 0
	}
	for _, p := range phases {
		start := s.price().after(anchor, periods)
		periods += p.Periods
		plan.phases = append(plan.phases, phase{p, start, s.price().after(anchor, periods)})
	}
	s.schedule = plan
	b.changed(plan)
	b.changed(s)
}

// nextPhase enters the phase that begins with the subscription's period, or releases the subscription after the last.
func (b *Business) nextPhase(s *Subscription) {
	plan := s.schedule
	if plan == nil || s.start.Before(plan.phases[plan.current].end) {
		return
	}
	if plan.current++; plan.current == len(plan.phases) {
		b.release(s, "released")
		return
	}
	s.items = nil
	for _, i := range plan.phases[plan.current].Items {
		if i.id == "" {
			i = *b.newItem(i)
		}
		s.items = append(s.items, &i)
	}
	b.changed(plan)
}

// replan gives the current phase the items that the subscription has now. Phases at another interval come no more.
func (b *Business) replan(s *Subscription, sameInterval bool) {
	switch {
	case s.schedule == nil:
	case !sameInterval:
		b.release(s, "released")
	default:
		now := &s.schedule.phases[s.schedule.current]
		now.Items = s.copies()
		b.changed(s.schedule)
	}
}

// copies are the items as they are, to be changed.
func (s *Subscription) copies() (items []Item) {
	for _, i := range s.items {
		items = append(items, *i)
	}
	return items
}

// release ends a schedule, whose phases come no more.
func (b *Business) release(s *Subscription, status string) {
	plan := s.schedule
	if plan == nil {
		return
	}
	plan.status, plan.over, s.schedule = status, b.now, nil
	b.changed(plan)
}
