-- why: an earnings line keeps each change that refunds made to it, so that its detail shows the original amount and what became of it (DL-079)
CREATE TABLE channel.earning_change (
  id uuid PRIMARY KEY,
  earning_id uuid NOT NULL REFERENCES channel.earning (id),
  at timestamptz NOT NULL,
  -- refunded by this change: whole pieces, and money without pieces
  pieces integer NOT NULL CHECK (pieces >= 0),
  refunded_fen bigint NOT NULL CHECK (refunded_fen >= 0),
  before_fen bigint NOT NULL CHECK (before_fen >= 0),
  after_fen bigint NOT NULL CHECK (after_fen BETWEEN 0 AND before_fen)
);
CREATE INDEX earning_change_earning ON channel.earning_change (earning_id, at, id);
-- Lines that were lowered before keep one change that says how much in all.
INSERT INTO channel.earning_change (id, earning_id, at, pieces, refunded_fen, before_fen, after_fen)
SELECT gen_random_uuid(), id, coalesce(settled_at, created_at), refunded_pieces, refunded_fen,
  original_fen, amount_fen
FROM channel.earning WHERE amount_fen < original_fen;
GRANT SELECT, INSERT ON channel.earning_change TO xietong_app;
