-- why: the console sorts cards by number within every filter and by age within every kind of holder; without these a page walks through all numbers before those it wants
-- Numbers are digits, compared as bytes: the index of the unique constraint, which lies as the cards
-- do and therefore looks cheap to walk through, is no way to this order.
CREATE INDEX card_by_number ON cards.card (number COLLATE "C", id);
CREATE INDEX card_name_number ON cards.card (name, number COLLATE "C", id);
CREATE INDEX card_kind_number ON cards.card (kind, number COLLATE "C", id);
CREATE INDEX card_state_number ON cards.card (state, number COLLATE "C", id);
CREATE INDEX card_dealer_number ON cards.card (dealer_id, number COLLATE "C", id)
  WHERE dealer_id IS NOT NULL;
CREATE INDEX card_batch_number ON cards.card (batch, number COLLATE "C", id)
  WHERE batch IS NOT NULL;
CREATE INDEX card_holder_dealer_number ON cards.card (holder_dealer_id, number COLLATE "C", id)
  WHERE holder_dealer_id IS NOT NULL;
CREATE INDEX card_owner_dealer_number ON cards.card (owner_dealer_id, number COLLATE "C", id)
  WHERE owner_dealer_id IS NOT NULL;
CREATE INDEX card_enterprise_number ON cards.card (enterprise, number COLLATE "C", id)
  WHERE enterprise IS NOT NULL;
CREATE INDEX card_vip_number ON cards.card (number COLLATE "C", id) WHERE vip;

CREATE INDEX card_platform_number ON cards.card (number COLLATE "C", id)
  WHERE member_id IS NULL AND holder_dealer_id IS NULL;
-- Written so that a page of one dealer's cards is not walked through in those of all dealers.
CREATE INDEX card_dealers_number ON cards.card (number COLLATE "C", id)
  WHERE (holder_dealer_id IS NULL) IS FALSE;
CREATE INDEX card_members_number ON cards.card (number COLLATE "C", id) WHERE member_id IS NOT NULL;
CREATE INDEX card_platform_created ON cards.card (created_at DESC, id DESC)
  WHERE member_id IS NULL AND holder_dealer_id IS NULL;
CREATE INDEX card_dealers_created ON cards.card (created_at DESC, id DESC)
  WHERE (holder_dealer_id IS NULL) IS FALSE;
CREATE INDEX card_members_created ON cards.card (created_at DESC, id DESC)
  WHERE member_id IS NOT NULL;
