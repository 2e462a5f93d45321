-- why: first-level categories carry the icon that the member program's navigation shows (AD-130)
ALTER TABLE catalog.categories ADD COLUMN icon uuid;
CREATE INDEX listings_state ON catalog.listings (kind, state, created_at, id);
