import type { KeyFile } from './keys'

/** The environment that makes the product talk to this sandbox and to nothing else. */
export function productEnvironment(
  keys: KeyFile,
  baseUrl: string,
  smtpPort = 2_525,
): Record<string, string> {
  const peers = `${baseUrl.replace(/\/$/, '')}/peers`
  return {
    APP_ENV: 'sandbox',
    PUBLIC_BASE_URL: baseUrl.replace(/\/$/, ''),
    WECHAT_API_BASE: `${peers}/wechat`,
    WECHAT_MEMBER_APPID: keys.apps.member.appid,
    WECHAT_MEMBER_SECRET: keys.apps.member.secret,
    WECHAT_DEALER_APPID: keys.apps.dealer.appid,
    WECHAT_DEALER_SECRET: keys.apps.dealer.secret,
    WECHAT_SALES_APPID: keys.apps.sales.appid,
    WECHAT_SALES_SECRET: keys.apps.sales.secret,
    WXPAY_BASE: `${peers}/wechat-pay`,
    WXPAY_MCHID: keys.mchid,
    WXPAY_MERCHANT_SERIAL: keys.merchantSerial,
    WXPAY_MERCHANT_PRIVATE_KEY: keys.merchantPrivateKey,
    WXPAY_API_V3_KEY: keys.apiV3Key,
    // Both keys of a rotation are trusted at once, as while WeChat Pay switches (IN-041).
    WXPAY_PUBLIC_KEY_ID: `${keys.platformKeyId},${keys.nextPlatformKeyId}`,
    WXPAY_PUBLIC_KEY: `${keys.platformPublicKey},${keys.nextPlatformPublicKey}`,
    SMS_BASE: `${peers}/sms`,
    SMS_SECRET_ID: keys.sms.secretId,
    SMS_SECRET_KEY: keys.sms.secretKey,
    SMS_APP_ID: keys.sms.appId,
    SMS_SIGN_NAME: keys.sms.signName,
    KUAIDI_BASE: `${peers}/kuaidi100`,
    KUAIDI_KEY: keys.kuaidi.key,
    KUAIDI_CUSTOMER: keys.kuaidi.customer,
    KUAIDI_SALT: keys.kuaidi.salt,
    MAP_BASE: `${peers}/map`,
    MAP_KEY: keys.map.key,
    MAP_SECRET: keys.map.secret,
    WECOM_BASE: `${peers}/wecom`,
    WECOM_ROBOT_KEY: keys.wecom.robotKey,
    WECOM_CORP_ID: keys.wecom.corpId,
    WECOM_AGENT_ID: keys.wecom.agentId,
    WECOM_SECRET: keys.wecom.secret,
    SMTP_URL: `smtp://127.0.0.1:${smtpPort}`,
    SMTP_USER: keys.mail.user,
    SMTP_PASSWORD: keys.mail.password,
    MAIL_FROM: keys.mail.user,
    ALARM_EMAIL: 'duty@mail.example',
    CARD_PEPPER: keys.peppers.card,
    CODE_PEPPER: keys.peppers.code,
    SESSION_PEPPER: keys.peppers.session,
  }
}
