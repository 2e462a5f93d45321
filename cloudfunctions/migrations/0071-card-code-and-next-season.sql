-- why: a card product carries a code of its own, and its next season is opened for cards already sold
ALTER TABLE catalog.listings ADD COLUMN code text CHECK (length(code) BETWEEN 1 AND 40);
CREATE UNIQUE INDEX listings_code ON catalog.listings (code) WHERE code IS NOT NULL;
ALTER TABLE catalog.listings
  ADD COLUMN next_opens_on date,
  ADD COLUMN next_closes_on date,
  ADD COLUMN next_lead_days integer CHECK (next_lead_days >= 0),
  ADD CONSTRAINT listings_next_whole CHECK (
    (next_opens_on IS NULL) = (next_closes_on IS NULL)
    AND (next_opens_on IS NULL) = (next_lead_days IS NULL)),
  ADD CONSTRAINT listings_next_order CHECK (
    next_opens_on IS NULL
    OR (closes_on IS NOT NULL AND closes_on < next_opens_on AND next_opens_on <= next_closes_on));
