-- why: a payment keeps the dealer of its order's buyer, so that a data scope lists its own
ALTER TABLE payments.attempt ADD COLUMN dealer_id uuid;
UPDATE payments.attempt a SET dealer_id = m.dealer_id
FROM members.member m WHERE m.id = a.member_id AND m.dealer_id IS NOT NULL;
CREATE INDEX attempt_by_dealer ON payments.attempt (dealer_id, created_at, id)
  WHERE dealer_id IS NOT NULL;
