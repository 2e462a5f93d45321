-- why: the records that a role is for stand on the role (AD-005); an account's own scope narrows them
ALTER TABLE identity.role
  ADD COLUMN scope_kind text NOT NULL DEFAULT 'all'
    CHECK (scope_kind IN ('all', 'departments', 'dealers')),
  ADD COLUMN scope_ids uuid[] NOT NULL DEFAULT '{}',
  ADD CHECK ((scope_kind = 'all') = (scope_ids = '{}')),
  ADD CHECK (NOT super_admin OR scope_kind = 'all');
