-- why: members say how it was, others read it, staff look, hide and answer (MB-021, MB-060 to MB-062, AD-268)
CREATE TABLE orders.review (
  id uuid PRIMARY KEY,
  -- once per bought item
  line_id uuid NOT NULL UNIQUE REFERENCES orders.order_line (id),
  order_id uuid NOT NULL REFERENCES orders.sales_order (id),
  order_no text COLLATE "C" NOT NULL,
  member_id uuid NOT NULL,
  -- whose member the buyer is: what data scopes go by
  dealer_id uuid,
  -- masked, as others read it
  nickname text NOT NULL CHECK (char_length(nickname) BETWEEN 1 AND 34),
  kind text NOT NULL CHECK (kind IN ('package', 'e-card', 'physical-card')),
  item_id uuid NOT NULL,
  item_name text NOT NULL,
  item_picture uuid,
  score integer NOT NULL CHECK (score BETWEEN 1 AND 5),
  band text NOT NULL GENERATED ALWAYS AS (
    CASE WHEN score >= 4 THEN 'good' WHEN score = 3 THEN 'medium' ELSE 'bad' END) STORED,
  text text NOT NULL CHECK (char_length(text) <= 500),
  pictures uuid[] NOT NULL CHECK (cardinality(pictures) <= 9),
  video uuid,
  state text NOT NULL CHECK (state IN ('waiting', 'shown', 'hidden')),
  hidden_reason text NOT NULL DEFAULT '' CHECK (char_length(hidden_reason) <= 200),
  -- a picture or video that passed its check
  pictured boolean NOT NULL DEFAULT false,
  reply text CHECK (char_length(reply) BETWEEN 1 AND 500),
  replied_by text,
  replied_at timestamptz,
  appended_text text CHECK (char_length(appended_text) BETWEEN 1 AND 500),
  appended_pictures uuid[] NOT NULL DEFAULT '{}' CHECK (cardinality(appended_pictures) <= 9),
  appended_at timestamptz,
  version integer NOT NULL DEFAULT 1 CHECK (version >= 1),
  created_at timestamptz NOT NULL,
  CHECK ((state = 'hidden') = (hidden_reason <> '')),
  CHECK ((reply IS NULL) = (replied_at IS NULL) AND (reply IS NULL) = (replied_by IS NULL)),
  CHECK ((appended_text IS NULL) = (appended_at IS NULL)),
  CHECK (appended_text IS NOT NULL OR cardinality(appended_pictures) = 0)
);
-- What the detail page shows, whole and by its filters; the summary reads the first alone.
CREATE INDEX review_item ON orders.review (item_id, created_at DESC, id DESC)
  INCLUDE (score, pictured) WHERE state = 'shown';
CREATE INDEX review_item_band ON orders.review (item_id, band, created_at DESC, id DESC)
  WHERE state = 'shown';
CREATE INDEX review_item_pictured ON orders.review (item_id, created_at DESC, id DESC)
  WHERE state = 'shown' AND pictured;
CREATE INDEX review_member ON orders.review (member_id, created_at DESC, id DESC);
CREATE INDEX review_created ON orders.review (created_at DESC, id DESC) INCLUDE (state, band);
CREATE INDEX review_state ON orders.review (state, created_at DESC, id DESC);
CREATE INDEX review_band ON orders.review (band, created_at DESC, id DESC) INCLUDE (state);
CREATE INDEX review_unanswered ON orders.review (created_at DESC, id DESC) WHERE reply IS NULL;
CREATE INDEX review_answered ON orders.review (created_at DESC, id DESC) WHERE reply IS NOT NULL;
CREATE INDEX review_order ON orders.review (order_no, created_at DESC, id DESC);
CREATE INDEX review_dealer ON orders.review (dealer_id, created_at DESC, id DESC)
  WHERE dealer_id IS NOT NULL;
-- Which review a picture belongs to, when its check is answered.
CREATE INDEX review_pictures ON orders.review USING gin (pictures);
CREATE INDEX review_appended ON orders.review USING gin (appended_pictures);
-- What a member has not reviewed yet.
CREATE INDEX order_to_review ON orders.sales_order (member_id, state_since DESC, id DESC)
  WHERE state = 'completed' AND unreviewed > 0;

UPDATE identity.role SET permissions = permissions || '{reviews.handle}'
WHERE id = '00000000-0000-7000-8000-000000000104';

GRANT SELECT, INSERT, UPDATE ON orders.review TO xietong_app;
