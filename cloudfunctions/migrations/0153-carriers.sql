-- why: head office enables and sorts the carriers, maps them to the peers and keeps the accounts for electronic waybills (AD-337)
CREATE TABLE fulfilment.carriers (
  code text PRIMARY KEY CHECK (code ~ '^[A-Z][A-Z0-9-]{0,29}$'),
  enabled boolean NOT NULL,
  sort integer NOT NULL CHECK (sort BETWEEN 0 AND 9999),
  kuaidi text CHECK (kuaidi ~ '^[a-z0-9]{1,30}$'),
  wechat text CHECK (wechat ~ '^[A-Za-z0-9_-]{1,30}$'),
  -- account for electronic waybills; the key is sealed with a secret outside the database
  account_no text,
  account_key text,
  account_branch text,
  version integer NOT NULL DEFAULT 1 CHECK (version >= 1),
  -- one that a peer does not know cannot be offered (IN-084)
  CHECK (NOT enabled OR (kuaidi IS NOT NULL AND wechat IS NOT NULL))
);
INSERT INTO fulfilment.carriers (code, enabled, sort, kuaidi, wechat) VALUES
  ('SF', true, 10, 'shunfeng', 'SF'),
  ('SF-COLD', true, 20, 'shunfenglengyun', 'SF'),
  ('ZTO', true, 30, 'zhongtong', 'ZTO'),
  ('YTO', true, 40, 'yuantong', 'YTO'),
  ('STO', true, 50, 'shentong', 'STO'),
  ('YD', true, 60, 'yunda', 'YD'),
  ('JTSD', true, 70, 'jtexpress', 'JTSD'),
  ('JD', true, 80, 'jd', 'JD'),
  ('EMS', true, 90, 'ems', 'EMS'),
  ('YZPY', true, 100, 'youzhengguonei', 'YZPY'),
  ('DB', true, 110, 'debangkuaidi', 'DB'),
  ('OWN', false, 120, NULL, NULL);

GRANT SELECT, INSERT, UPDATE ON fulfilment.carriers TO xietong_app;
