-- why: number, licence, bank account, invoice title and shipping contact of a dealer; indexes of its list
CREATE SEQUENCE channel.dealer_serial START 1001;

ALTER TABLE channel.dealer
  ADD COLUMN serial integer NOT NULL DEFAULT nextval('channel.dealer_serial'),
  ADD COLUMN licence uuid,
  ADD COLUMN bank_name text NOT NULL DEFAULT '' CHECK (length(bank_name) <= 60),
  ADD COLUMN bank_holder text NOT NULL DEFAULT '' CHECK (length(bank_holder) <= 60),
  ADD COLUMN bank_account text NOT NULL DEFAULT '' CHECK (bank_account ~ '^([0-9]{8,30})?$'),
  ADD COLUMN invoice_title text NOT NULL DEFAULT '' CHECK (length(invoice_title) <= 100),
  ADD COLUMN invoice_tax_no text NOT NULL DEFAULT '' CHECK (invoice_tax_no ~ '^([0-9A-Z]{15,20})?$'),
  -- Where and by whom a store ships; empty is its own address, contact and phone.
  ADD COLUMN ship_address text NOT NULL DEFAULT '' CHECK (length(ship_address) <= 160),
  ADD COLUMN ship_contact text NOT NULL DEFAULT '' CHECK (length(ship_contact) <= 30),
  ADD COLUMN ship_phone text NOT NULL DEFAULT '' CHECK (ship_phone ~ '^(1[3-9][0-9]{9})?$'),
  ADD COLUMN printer text NOT NULL DEFAULT '' CHECK (length(printer) <= 60),
  -- A bank account is complete or absent: money is never paid out to half of one.
  ADD CONSTRAINT dealer_bank CHECK (
    (bank_name = '') = (bank_account = '') AND (bank_holder = '') = (bank_account = ''));
CREATE UNIQUE INDEX dealer_serial_key ON channel.dealer (serial);
CREATE INDEX dealer_offline ON channel.dealer (created_at, id) WHERE sells_offline;
CREATE INDEX dealer_online ON channel.dealer (created_at, id) WHERE earns_online;

GRANT USAGE ON SEQUENCE channel.dealer_serial TO xietong_app;
