-- why: a card keeps the dealer of its buyer, so that an account with a data scope lists its own
ALTER TABLE cards.card ADD COLUMN dealer_id uuid;
UPDATE cards.card c SET dealer_id = m.dealer_id
FROM members.member m WHERE m.id = c.member_id AND m.dealer_id IS NOT NULL;
CREATE INDEX card_dealer ON cards.card (dealer_id, created_at DESC, id DESC)
  WHERE dealer_id IS NOT NULL;
