-- why: lists of members by dealer, employee, inviter, tag and state; how and by what a member registered
ALTER TABLE members.member
  ADD COLUMN registered_by text CHECK (registered_by IN ('wechat', 'sms')),
  ADD COLUMN tags text[] NOT NULL DEFAULT '{}' CHECK (cardinality(tags) <= 20);

-- A dealer owns its seed members and, at registration, all who come from them: no tree is walked.
CREATE INDEX member_dealer_open ON members.member (dealer_id, registered_at, id)
  WHERE dealer_id IS NOT NULL AND state <> 'closed';
CREATE INDEX member_employee ON members.member (employee_id, registered_at, id)
  WHERE employee_id IS NOT NULL;
CREATE INDEX member_state ON members.member (state, registered_at, id);
CREATE INDEX member_tags ON members.member USING gin (tags);
