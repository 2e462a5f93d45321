import Taro from '@tarojs/taro'

/** A passing remark about something that worked. Refusals stay on the page instead. */
export function say(title: string): void {
  Taro.showToast({ title, icon: 'none', duration: 2_000 })
}

export async function copy(text: string, said = '已复制'): Promise<void> {
  try {
    await Taro.setClipboardData({ data: text })
    say(said)
  } catch {
    say('没有复制成功，请长按选择后复制')
  }
}

export function dial(phone: string): void {
  Taro.makePhoneCall({ phoneNumber: phone.replace(/[^\d+]/g, '') }).catch(() => undefined)
}

export function setTitle(title: string): void {
  Taro.setNavigationBarTitle({ title })
}
