-- why: one person over all apps, their logins and sessions, and the trace of everything they do
CREATE SCHEMA identity;

-- A person is one phone; a person without a phone came by WeChat and has not bound one yet.
CREATE TABLE identity.person (
  id uuid PRIMARY KEY,
  phone text UNIQUE CHECK (phone ~ '^1[3-9][0-9]{9}$'),
  name text NOT NULL DEFAULT '' CHECK (length(name) <= 60),
  merged_into uuid REFERENCES identity.person (id),
  created_at timestamptz NOT NULL,
  CHECK (merged_into IS NULL OR (merged_into <> id AND phone IS NULL))
);

CREATE TABLE identity.wechat_binding (
  program text NOT NULL CHECK (program IN ('member', 'dealer', 'sales')),
  open_id text NOT NULL CHECK (length(open_id) BETWEEN 1 AND 64),
  union_id text CHECK (length(union_id) BETWEEN 1 AND 64),
  person_id uuid NOT NULL REFERENCES identity.person (id) DEFERRABLE INITIALLY DEFERRED,
  bound_at timestamptz NOT NULL,
  last_used_at timestamptz NOT NULL,
  PRIMARY KEY (program, open_id)
);
CREATE INDEX wechat_binding_union ON identity.wechat_binding (union_id) WHERE union_id IS NOT NULL;
CREATE INDEX wechat_binding_person ON identity.wechat_binding (person_id);

-- With which WeChat a person last used a program: who pays and who gets its messages. A guest on
-- somebody else's WeChat pays with that WeChat, but does not take over its binding.
CREATE TABLE identity.wechat_visit (
  person_id uuid NOT NULL REFERENCES identity.person (id) DEFERRABLE INITIALLY DEFERRED,
  program text NOT NULL CHECK (program IN ('member', 'dealer', 'sales')),
  open_id text NOT NULL CHECK (length(open_id) BETWEEN 1 AND 64),
  visited_at timestamptz NOT NULL,
  PRIMARY KEY (person_id, program)
);

-- The token is stored only as a keyed hash. last_used_at has no index, so that touching it stays
-- cheap.
CREATE TABLE identity.session (
  id uuid PRIMARY KEY,
  token_hash bytea NOT NULL UNIQUE CHECK (length(token_hash) = 32),
  app text NOT NULL CHECK (app IN ('member', 'dealer', 'sales', 'console')),
  subject_id uuid NOT NULL,
  person_id uuid NOT NULL,
  created_at timestamptz NOT NULL,
  last_used_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  CHECK (expires_at > created_at)
) WITH (fillfactor = 80);
CREATE INDEX session_subject ON identity.session (subject_id, app);
CREATE INDEX session_person ON identity.session (person_id);
CREATE INDEX session_expires ON identity.session (expires_at);

-- One row per phone: the lock under which the limits of its codes are counted exactly.
CREATE TABLE identity.sms_phone (
  phone text PRIMARY KEY CHECK (phone ~ '^1[3-9][0-9]{9}$')
);

-- The six digits are derived from the nonce with a pepper outside the database and stored nowhere.
CREATE TABLE identity.sms_code (
  id uuid PRIMARY KEY,
  phone text NOT NULL REFERENCES identity.sms_phone (phone),
  app text NOT NULL CHECK (app IN ('member', 'dealer', 'sales', 'console')),
  purpose text NOT NULL CHECK (purpose IN ('sign-in', 'bind-phone', 'set-password')),
  nonce bytea NOT NULL CHECK (length(nonce) = 32),
  address text NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  wrong_tries smallint NOT NULL DEFAULT 0 CHECK (wrong_tries BETWEEN 0 AND 5),
  sent_at timestamptz,
  used_at timestamptz,
  void_at timestamptz
);
CREATE INDEX sms_code_phone ON identity.sms_code (phone, created_at);
CREATE INDEX sms_code_address ON identity.sms_code (address, created_at);
CREATE INDEX sms_code_created ON identity.sms_code (created_at);

-- A picture that a person reads before a further code leaves for the same address. Used once.
CREATE TABLE identity.picture_check (
  id uuid PRIMARY KEY,
  nonce bytea NOT NULL CHECK (length(nonce) = 32),
  address text NOT NULL,
  created_at timestamptz NOT NULL,
  used_at timestamptz
);
CREATE INDEX picture_check_created ON identity.picture_check (created_at);

-- Passwords of console accounts and of dealers.
CREATE TABLE identity.credential (
  app text NOT NULL CHECK (app IN ('member', 'dealer', 'console')),
  subject_id uuid NOT NULL,
  password_hash text NOT NULL CHECK (password_hash LIKE 'scrypt$%'),
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (app, subject_id)
);

-- Wrong tries, also of names that do not exist: otherwise the lock would tell which names do.
CREATE TABLE identity.password_tries (
  app text NOT NULL CHECK (app IN ('member', 'dealer', 'console')),
  try_key text NOT NULL CHECK (length(try_key) <= 100),
  wrong_tries smallint NOT NULL CHECK (wrong_tries BETWEEN 0 AND 5),
  last_wrong_at timestamptz NOT NULL,
  locked_until timestamptz,
  PRIMARY KEY (app, try_key)
);
CREATE INDEX password_tries_last ON identity.password_tries (last_wrong_at);

CREATE TABLE identity.role (
  id uuid PRIMARY KEY,
  name text NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 30),
  note text NOT NULL DEFAULT '' CHECK (length(note) <= 200),
  permissions text[] NOT NULL,
  built_in boolean NOT NULL,
  super_admin boolean NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX role_one_super_admin ON identity.role (super_admin) WHERE super_admin;

CREATE TABLE identity.account (
  id uuid PRIMARY KEY,
  login text NOT NULL CHECK (length(login) BETWEEN 1 AND 40),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 30),
  person_id uuid NOT NULL REFERENCES identity.person (id),
  state text NOT NULL CHECK (state IN ('active', 'disabled')),
  must_change_password boolean NOT NULL,
  last_sign_in_at timestamptz,
  created_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX account_login ON identity.account (lower(login));
CREATE INDEX account_login_order ON identity.account (login, id);
CREATE INDEX account_created ON identity.account (created_at, id);
CREATE INDEX account_person ON identity.account (person_id);

CREATE TABLE identity.account_role (
  account_id uuid NOT NULL REFERENCES identity.account (id) ON DELETE CASCADE,
  role_id uuid NOT NULL REFERENCES identity.role (id),
  PRIMARY KEY (account_id, role_id)
);
CREATE INDEX account_role_role ON identity.account_role (role_id);

-- Insert-only for every role of the application (AD-008).
CREATE TABLE identity.audit_entry (
  id uuid PRIMARY KEY,
  at timestamptz NOT NULL,
  app text NOT NULL,
  actor_key text NOT NULL,
  actor_name text NOT NULL,
  module text NOT NULL,
  operation text NOT NULL,
  title text NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('done', 'refused')),
  code text,
  object_kind text,
  object_id text,
  object_no text,
  address text NOT NULL,
  request_id uuid,
  before jsonb,
  after jsonb
);
CREATE INDEX audit_entry_at ON identity.audit_entry (at, id);
CREATE INDEX audit_entry_actor ON identity.audit_entry (actor_name, at, id);
CREATE INDEX audit_entry_module ON identity.audit_entry (module, at, id);
CREATE INDEX audit_entry_operation ON identity.audit_entry (operation, at, id);
CREATE INDEX audit_entry_object ON identity.audit_entry (object_no, at, id)
  WHERE object_no IS NOT NULL;
CREATE INDEX audit_entry_refused ON identity.audit_entry (at, id) WHERE outcome = 'refused';

-- Default roles of the console (40-admin "Default roles"), as far as their modules exist.
INSERT INTO identity.role (id, name, note, permissions, built_in, super_admin, created_at)
SELECT role.id::uuid, role.name, role.note, string_to_array(role.permissions, ' '), true,
  role.super_admin, '2026-01-01T00:00:00Z'
FROM (VALUES
  ('00000000-0000-7000-8000-000000000101', '超级管理员', '全部权限，含账号与角色', '', true),
  ('00000000-0000-7000-8000-000000000102', '运营', '渠道商、商品、套餐、卡产品与商品设置',
   'dashboard.read goods.read goods.edit goods.shelf stock.read dealers.read dealers.edit members.read'
   || ' members.edit levels.edit orders.read cards.read earnings.read leads.read settings.read'
   || ' settings.edit notify.read tasks.handle scenes.read', false),
  ('00000000-0000-7000-8000-000000000103', '卡务', '卡号、激活与电子卡订单审核',
   'dashboard.read goods.read dealers.read members.read orders.read orders.review cards.read'
   || ' tasks.handle', false),
  ('00000000-0000-7000-8000-000000000104', '订单/仓配', '订单、派单、发货与库存',
   'dashboard.read goods.read stock.read stock.adjust freight.edit orders.read orders.close'
   || ' orders.dispatch orders.ship cards.read tasks.handle field.phone', false),
  ('00000000-0000-7000-8000-000000000105', '客服', '会员查询与代客提货',
   'dashboard.read goods.read members.read orders.read cards.read cards.redeem tasks.handle', false),
  ('00000000-0000-7000-8000-000000000106', '财务录入', '支付与收益查询，录入财务单据',
   'dashboard.read dealers.read orders.read earnings.read payments.read tasks.handle', false),
  ('00000000-0000-7000-8000-000000000107', '财务复核', '支付与收益查询，复核财务单据',
   'dashboard.read dealers.read orders.read earnings.read payments.read tasks.handle', false),
  ('00000000-0000-7000-8000-000000000108', '销售管理', '部门、销售员与潜客',
   'dashboard.read dealers.read leads.read leads.assign staff.read staff.edit tasks.handle', false),
  ('00000000-0000-7000-8000-000000000109', '审计只读', '查看全部内容与操作日志，不能修改',
   'dashboard.read goods.read stock.read dealers.read members.read orders.read cards.read'
   || ' earnings.read payments.read leads.read staff.read scenes.read notify.read peers.read'
   || ' settings.read accounts.read audit.read', false)
) AS role (id, name, note, permissions, super_admin);

GRANT USAGE ON SCHEMA identity TO xietong_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON
  identity.person, identity.wechat_binding, identity.wechat_visit, identity.session,
  identity.sms_phone, identity.sms_code, identity.picture_check,
  identity.credential, identity.password_tries, identity.role, identity.account, identity.account_role
  TO xietong_app;
GRANT SELECT, INSERT ON identity.audit_entry TO xietong_app;
