-- why: typed settings with their version, and the agreements that people accept at first sign-in
CREATE SCHEMA settings;

-- One row. Values are read through the typed schema, which fills what is absent with its default.
CREATE TABLE settings.current (
  id smallint PRIMARY KEY CHECK (id = 1),
  version integer NOT NULL CHECK (version > 0),
  values_json jsonb NOT NULL,
  updated_at timestamptz NOT NULL
);
INSERT INTO settings.current (id, version, values_json, updated_at)
VALUES (1, 1, '{}', '2026-08-01T00:00:00Z');

-- A published text is never edited: who accepted version 3 can be shown version 3.
CREATE TABLE settings.agreements (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('registration', 'service', 'privacy')),
  version integer NOT NULL CHECK (version > 0),
  title text NOT NULL CHECK (title <> ''),
  html text NOT NULL CHECK (html <> ''),
  published_at timestamptz NOT NULL,
  UNIQUE (kind, version)
);
INSERT INTO settings.agreements (id, kind, version, title, html, published_at) VALUES
('00000000-0000-4000-8000-0000000000a1', 'registration', 1, '用户注册协议',
 '<h2>一、账号</h2><p>您使用手机号或微信注册本平台账号，一个手机号对应一个会员。请妥善保管账号，不要转借他人。</p><h2>二、您的权利</h2><p>您可以随时查看、更正个人资料，也可以在“我的—设置”中注销账号。</p><h2>三、协议变更</h2><p>协议更新后会重新征得您的同意，已产生的订单和提货卡不受影响。</p>',
 '2026-08-01T00:00:00Z'),
('00000000-0000-4000-8000-0000000000a2', 'service', 1, '服务协议',
 '<h2>一、购买与提货</h2><p>套餐按下单时的价格成交；一张提货卡可提取一份所关联的套餐，配送区域内免运费。</p><h2>二、配送</h2><p>鲜活商品由平台或就近专卖店发出，请在约定日期当面验收。</p><h2>三、售后</h2><p>签收后在售后期内可申请售后，退款按原路退回。提货卡过季不作废，下一季开湖后可继续提货。</p>',
 '2026-08-01T00:00:00Z'),
('00000000-0000-4000-8000-0000000000a3', 'privacy', 1, '隐私政策',
 '<h2>我们收集的信息</h2><p>手机号用于登录与配送联系，收货地址用于配送，微信标识用于登录与支付。</p><h2>信息的使用</h2><p>收货信息只提供给为您发货的专卖店与物流公司，订单完成 30 天后专卖店看到的手机号将被隐藏。</p>',
 '2026-08-01T00:00:00Z');

GRANT USAGE ON SCHEMA settings TO xietong_app;
GRANT SELECT, UPDATE ON settings.current TO xietong_app;
GRANT SELECT, INSERT ON settings.agreements TO xietong_app;
