-- why: a refund keeps its last try, its problem and who paid by hand, so that it is retried with the same number and never paid twice (IN-052, IN-054)
ALTER TABLE payments.refund ADD COLUMN problem text NOT NULL DEFAULT '';
ALTER TABLE payments.refund ADD COLUMN tries integer NOT NULL DEFAULT 0 CHECK (tries >= 0);
ALTER TABLE payments.refund ADD COLUMN sent_at timestamptz;
ALTER TABLE payments.refund ADD COLUMN peer_refund_id text;
ALTER TABLE payments.refund ADD COLUMN voucher_file_id uuid;
ALTER TABLE payments.refund ADD COLUMN voucher_note text;
ALTER TABLE payments.refund ADD COLUMN replaced_by uuid UNIQUE REFERENCES payments.refund (id);
ALTER TABLE payments.refund ADD CONSTRAINT refund_by_hand_has_voucher
  CHECK (state <> 'manual' OR voucher_file_id IS NOT NULL) NOT VALID;
CREATE INDEX refund_newest ON payments.refund (created_at DESC, id DESC) INCLUDE (state);
CREATE INDEX refund_by_state ON payments.refund (state, created_at DESC, id DESC);
CREATE INDEX refund_stuck ON payments.refund (sent_at) WHERE state = 'waiting' AND problem <> '';

UPDATE identity.role SET permissions = permissions || '{payments.refund}'
WHERE id IN ('00000000-0000-7000-8000-000000000106', '00000000-0000-7000-8000-000000000107');
