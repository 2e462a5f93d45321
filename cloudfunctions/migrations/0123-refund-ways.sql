-- why: refunds of one payment wait for each other, and an abnormal one remembers which way its money was sent, so that the buyer is paid exactly once (IN-052, IN-054)
ALTER TABLE payments.attempt ADD COLUMN refund_sent_at timestamptz;
ALTER TABLE payments.attempt ADD COLUMN refund_sent_id uuid;
UPDATE payments.attempt a SET refund_sent_at = last.sent_at, refund_sent_id = last.id
FROM (
  SELECT DISTINCT ON (attempt_id) attempt_id, id, sent_at FROM payments.refund
  WHERE sent_at IS NOT NULL ORDER BY attempt_id, sent_at DESC, id DESC
) last WHERE last.attempt_id = a.id;

ALTER TABLE payments.refund ADD COLUMN abnormal_to text
  CHECK (abnormal_to IN ('user-card', 'merchant-account'));
ALTER TABLE payments.refund ADD COLUMN abnormal_sent_at timestamptz;
-- The money of an abnormal refund is back at the merchant: the buyer is still to be paid by hand.
ALTER TABLE payments.refund ADD COLUMN returned_at timestamptz;
ALTER TABLE payments.refund ADD CONSTRAINT refund_returned_to_merchant
  CHECK (returned_at IS NULL OR (abnormal_to = 'merchant-account' AND state IN ('abnormal', 'manual')));
