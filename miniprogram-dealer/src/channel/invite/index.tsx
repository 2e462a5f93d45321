import { Image, Text, View } from '@tarojs/components'
import { Button } from '@xietong/ui/button'
import { copy } from '@xietong/ui/device/say'
import { useQuery } from '@xietong/ui/hooks/use-query'
import { Page } from '@xietong/ui/page'
import { Look } from '@xietong/ui/page/look'
import { platform } from '@xietong/ui/platform'
import { Sheet } from '@xietong/ui/sheet'
import { useMyDealer } from '../../parts/my-dealer'
import './invite.css'
import { qrPicture } from '@xietong/ui/qr/qr'

/** The code of this person: members who register through it belong to the dealer. */
export default function Invite() {
  const query = useQuery('channel.getInviteCode', {})
  const me = useMyDealer()
  return (
    <Page>
      <Look query={query} errorTitle="还没有邀请码">
        {({ path }) => {
          const link = platform.linkTo(`/member/#/${path}`)
          return (
            <View>
              <Sheet className="invite">
                <Text className="title-1">{me.value?.name ?? '邀请会员'}</Text>
                <Image
                  id="invite-code"
                  className="invite-code"
                  src={qrPicture(link)}
                  showMenuByLongpress
                />
                <Text className="cap-2">
                  请顾客扫码注册。注册成功后成为本店会员，线上购买按约定产生收益。
                </Text>
              </Sheet>
              <View className="invite-steps">
                <Button block id="copy-invite" onTap={() => copy(link, '邀请链接已复制')}>
                  复制邀请链接
                </Button>
              </View>
            </View>
          )
        }}
      </Look>
    </Page>
  )
}
