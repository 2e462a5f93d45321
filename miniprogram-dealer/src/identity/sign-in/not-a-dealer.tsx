import { dial } from '@xietong/ui/device/say'
import { EmptyState } from '@xietong/ui/empty-state'
import { Page } from '@xietong/ui/page'
import { useSettings } from '@xietong/ui/settings/settings'

/** DL-001: this phone works for no dealer; how to become one. */
export function NotADealer({ onBack }: { onBack: () => void }) {
  const hotline = useSettings((known) => known.settings?.hotline ?? '')
  const again = { label: '换一个手机号', onTap: onBack }
  return (
    <Page>
      <EmptyState
        title="您还不是渠道商"
        text={
          '申请合作：请致电蟹同客服，说明所在城市与合作意向，审核通过后即可登录。' +
          '员工请让所在渠道商的负责人添加手机号。'
        }
        step={hotline ? { label: `致电申请 ${hotline}`, onTap: () => dial(hotline) } : again}
        second={hotline ? again : undefined}
      />
    </Page>
  )
}
