-- why: an account of the console may be limited to departments or first-tier dealers (AD-339)
ALTER TABLE identity.account
  ADD COLUMN scope_kind text NOT NULL DEFAULT 'all'
    CHECK (scope_kind IN ('all', 'departments', 'dealers')),
  ADD COLUMN scope_ids uuid[] NOT NULL DEFAULT '{}',
  ADD CHECK ((scope_kind = 'all') = (scope_ids = '{}'));
