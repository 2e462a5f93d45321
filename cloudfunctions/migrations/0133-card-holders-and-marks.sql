-- why: printed cards go to dealers, are marked for enterprises, and are found by every declared filter
ALTER TABLE cards.card
  -- the dealer in whose hands it is, until a member adds it
  ADD COLUMN holder_dealer_id uuid,
  -- the first-tier dealer in whose network it is (归属一级渠道)
  ADD COLUMN owner_dealer_id uuid,
  ADD COLUMN enterprise text CHECK (length(enterprise) BETWEEN 1 AND 60),
  ADD CONSTRAINT card_one_holder CHECK (member_id IS NULL OR holder_dealer_id IS NULL),
  ADD CONSTRAINT card_electronic_active CHECK (kind = 'physical' OR state <> 'inactive');

CREATE INDEX card_name ON cards.card (name, created_at DESC, id DESC);
CREATE INDEX card_holder_dealer ON cards.card (holder_dealer_id, created_at DESC, id DESC)
  WHERE holder_dealer_id IS NOT NULL;
CREATE INDEX card_owner_dealer ON cards.card (owner_dealer_id, created_at DESC, id DESC)
  WHERE owner_dealer_id IS NOT NULL;
CREATE INDEX card_enterprise ON cards.card (enterprise, created_at DESC, id DESC)
  WHERE enterprise IS NOT NULL;
CREATE INDEX card_vip ON cards.card (created_at DESC, id DESC) WHERE vip;
CREATE INDEX card_of_platform ON cards.card (kind, created_at DESC, id DESC)
  WHERE member_id IS NULL AND holder_dealer_id IS NULL;
CREATE INDEX card_of_dealers ON cards.card (kind, created_at DESC, id DESC)
  WHERE holder_dealer_id IS NOT NULL;
CREATE INDEX card_of_members ON cards.card (kind, created_at DESC, id DESC)
  WHERE member_id IS NOT NULL;

ALTER TABLE cards.card_event DROP CONSTRAINT card_event_kind_check;
ALTER TABLE cards.card_event ADD CONSTRAINT card_event_kind_check
  CHECK (kind IN ('issued', 'used', 'restored', 'voided', 'imported', 'activated', 'bound',
    'locked', 'unlocked', 'allocated', 'marked'));
