import { open, openTab } from '@xietong/ui/device/navigate'
import { MessageList } from '@xietong/ui/message-list'
import { Page } from '@xietong/ui/page'

/** Everything that this salesperson was told. */
export default function Messages() {
  return (
    <Page>
      <MessageList
        text="指派给您的客户和任务会出现在这里。"
        onFollow={({ kind, id }) => {
          if (kind === 'lead') open('sales/lead/index', { id })
          else if (kind === 'customer') openTab('pages/customers/index')
        }}
      />
    </Page>
  )
}
