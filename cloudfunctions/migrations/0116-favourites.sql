-- why: members keep what they like and find it again after signing out and on other devices (MB-023, MB-066)
CREATE TABLE members.favourite (
  member_id uuid NOT NULL,
  item_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('package', 'e-card', 'physical-card')),
  added_at timestamptz NOT NULL,
  PRIMARY KEY (member_id, item_id)
);
CREATE INDEX favourite_newest ON members.favourite (member_id, added_at DESC, item_id);
GRANT SELECT, INSERT, UPDATE, DELETE ON members.favourite TO xietong_app;
