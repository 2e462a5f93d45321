-- why: goods with skus, and what is sold: packages and card products (listings) with their contents
CREATE SCHEMA catalog;

CREATE TABLE catalog.categories (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('goods', 'package', 'e-card', 'physical-card')),
  name text NOT NULL CHECK (name <> ''),
  parent_id uuid REFERENCES catalog.categories (id),
  sort integer NOT NULL CHECK (sort >= 0),
  shown boolean NOT NULL,
  created_at timestamptz NOT NULL,
  CHECK (parent_id <> id)
);
CREATE UNIQUE INDEX categories_name ON catalog.categories
  (kind, coalesce(parent_id, '00000000-0000-0000-0000-000000000000'), name);
CREATE INDEX categories_parent ON catalog.categories (parent_id);

CREATE TABLE catalog.goods (
  id uuid PRIMARY KEY,
  name text NOT NULL CHECK (name <> ''),
  category_id uuid REFERENCES catalog.categories (id),
  pictures uuid[] NOT NULL,
  video uuid,
  unit text NOT NULL,
  tax_class text NOT NULL,
  parameters jsonb NOT NULL,
  state text NOT NULL CHECK (state IN ('draft', 'off', 'on')),
  version integer NOT NULL CHECK (version > 0),
  created_at timestamptz NOT NULL
);
CREATE INDEX goods_created ON catalog.goods (created_at, id);
CREATE INDEX goods_name ON catalog.goods (name, id);
CREATE INDEX goods_category ON catalog.goods (category_id);
CREATE INDEX goods_state ON catalog.goods (state, created_at, id);

-- A sku that is taken off the form is retired, never deleted: orders and stock name it for ever.
CREATE TABLE catalog.skus (
  id uuid PRIMARY KEY,
  goods_id uuid NOT NULL REFERENCES catalog.goods (id),
  code text NOT NULL UNIQUE CHECK (code <> ''),
  spec text NOT NULL CHECK (spec <> ''),
  retail_fen bigint NOT NULL CHECK (retail_fen BETWEEN 0 AND 100000000000),
  weight_grams integer NOT NULL CHECK (weight_grams >= 0),
  fixed_quantity integer CHECK (fixed_quantity >= 0),
  warn_at integer CHECK (warn_at >= 0),
  position integer NOT NULL,
  retired boolean NOT NULL
);
CREATE INDEX skus_goods ON catalog.skus (goods_id, position);

CREATE TABLE catalog.freight_templates (
  id uuid PRIMARY KEY,
  name text NOT NULL UNIQUE CHECK (name <> ''),
  charged_by text NOT NULL CHECK (charged_by IN ('piece', 'weight')),
  rules jsonb NOT NULL CHECK (jsonb_array_length(rules) > 0),
  version integer NOT NULL CHECK (version > 0)
);

-- Everything a person can put into an order: 现货套餐, 电子提货卡, 实体提货卡.
CREATE TABLE catalog.listings (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('package', 'e-card', 'physical-card')),
  name text NOT NULL CHECK (name <> ''),
  category_id uuid REFERENCES catalog.categories (id),
  pictures uuid[] NOT NULL,
  video uuid,
  selling_points text NOT NULL,
  retail_fen bigint NOT NULL CHECK (retail_fen BETWEEN 0 AND 100000000000),
  subsidy_fen bigint NOT NULL CHECK (subsidy_fen BETWEEN 0 AND 100000000000),
  quota integer CHECK (quota >= 0),
  freight_template_id uuid REFERENCES catalog.freight_templates (id),
  description text NOT NULL,
  opens_on date,
  closes_on date,
  lead_days integer CHECK (lead_days >= 0),
  state text NOT NULL CHECK (state IN ('draft', 'off', 'on')),
  sales integer NOT NULL CHECK (sales >= 0),
  version integer NOT NULL CHECK (version > 0),
  created_at timestamptz NOT NULL,
  UNIQUE (kind, name),
  CHECK ((opens_on IS NULL) = (closes_on IS NULL) AND (opens_on IS NULL) = (lead_days IS NULL)),
  CHECK (opens_on <= closes_on),
  CHECK (kind = 'package' OR freight_template_id IS NULL)
);
CREATE INDEX listings_created ON catalog.listings (kind, created_at, id);
CREATE INDEX listings_retail ON catalog.listings (kind, retail_fen, id);
CREATE INDEX listings_sales ON catalog.listings (kind, sales, id);
CREATE INDEX listings_category ON catalog.listings (category_id);
CREATE INDEX listings_template ON catalog.listings (freight_template_id);

CREATE TABLE catalog.package_contents (
  package_id uuid NOT NULL REFERENCES catalog.listings (id),
  sku_id uuid NOT NULL REFERENCES catalog.skus (id),
  quantity integer NOT NULL CHECK (quantity BETWEEN 1 AND 9999),
  position integer NOT NULL,
  PRIMARY KEY (package_id, sku_id)
);
CREATE INDEX package_contents_sku ON catalog.package_contents (sku_id);

CREATE TABLE catalog.card_packages (
  card_product_id uuid NOT NULL REFERENCES catalog.listings (id),
  package_id uuid NOT NULL REFERENCES catalog.listings (id),
  position integer NOT NULL,
  PRIMARY KEY (card_product_id, package_id)
);
CREATE INDEX card_packages_package ON catalog.card_packages (package_id);

GRANT USAGE ON SCHEMA catalog TO xietong_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA catalog TO xietong_app;
