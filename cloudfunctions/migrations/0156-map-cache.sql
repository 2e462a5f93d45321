-- why: an address is asked for once in 180 days, the map's daily quota is watched, and a person confirms doubtful places (IN-079, IN-081)

-- What the map or a person said about an address; the key is a digest, so the cache holds no address.
CREATE TABLE fulfilment.geocodes (
  address_key text PRIMARY KEY CHECK (char_length(address_key) = 64),
  state text NOT NULL CHECK (state IN ('located', 'doubtful')),
  latitude double precision NOT NULL CHECK (latitude BETWEEN -90 AND 90),
  longitude double precision NOT NULL CHECK (longitude BETWEEN -180 AND 180),
  -- a person's word outlives a later answer of the map
  confirmed boolean NOT NULL,
  found_at timestamptz NOT NULL
);
CREATE INDEX geocodes_age ON fulfilment.geocodes (found_at);

-- Questions put to the map on a day of Shanghai, for each of its services with a quota of its own.
CREATE TABLE fulfilment.map_usage (
  day date NOT NULL,
  service text NOT NULL CHECK (service IN ('locate', 'driving-distance')),
  asked integer NOT NULL CHECK (asked >= 0),
  -- when the map last said that nothing is left; it is left alone for a while
  used_up_at timestamptz,
  PRIMARY KEY (day, service)
);

ALTER TABLE fulfilment.locations ADD COLUMN confirmed_by text;

GRANT SELECT, INSERT, UPDATE, DELETE ON fulfilment.geocodes, fulfilment.map_usage TO xietong_app;
