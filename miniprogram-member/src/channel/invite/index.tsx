import { Text, View } from '@tarojs/components'
import { Button } from '@xietong/ui/button'
import { openTab } from '@xietong/ui/device/navigate'
import { EmptyState } from '@xietong/ui/empty-state'
import { useParams } from '@xietong/ui/hooks/use-params'
import { useQuery } from '@xietong/ui/hooks/use-query'
import { Illustration } from '@xietong/ui/illustration'
import { Page } from '@xietong/ui/page'
import { Look } from '@xietong/ui/page/look'
import { useSignedIn } from '@xietong/ui/session/session'
import { askToSignIn } from '@xietong/ui/session/sign-in-page'
import { useEffect } from 'react'
import { forgetInvite, inviteToken, rememberInvite } from '../../parts/invite'
import './invite.css'

const home = () => openTab('pages/home/index')

/** Where an invite code leads: who invites, and the way in. For a member it changes nothing. */
export default function Invite() {
  const params = useParams()
  const raw = params.scene ?? params.invite ?? ''
  const token = inviteToken(raw)
  const query = useQuery('members.getInvite', token ? { token } : null)
  const signedIn = useSignedIn()
  const invalid = !token || query.failure?.code === 'INVITE_INVALID'
  useEffect(() => {
    if (invalid || signedIn) forgetInvite()
    else rememberInvite({ scene: raw })
  }, [invalid, signedIn, raw])
  if (invalid) {
    return (
      <Page>
        <EmptyState
          title="邀请链接已失效"
          text="仍然可以注册和购买，会员权益不受影响。"
          step={{ label: '去首页', onTap: home }}
        />
      </Page>
    )
  }
  return (
    <Page>
      <Look query={query}>
        {(invite) => (
          <View className="invite">
            <Illustration name="cards-physical" width={240} height={178} />
            <Text className="title-1">{`${invite.inviterName} 邀请您`}</Text>
            <Text className="cap-2 invite-text">
              {invite.dealerName
                ? `由 ${invite.dealerName} 为您服务，全国统一零售价。`
                : '当季阳澄湖大闸蟹，全国统一零售价。'}
            </Text>
            <View className="invite-steps">
              {signedIn ? null : (
                <Button block id="accept-invite" onTap={askToSignIn}>
                  登录 / 注册
                </Button>
              )}
              <Button block kind={signedIn ? 'primary' : 'plain'} onTap={home}>
                去首页看看
              </Button>
            </View>
          </View>
        )}
      </Look>
    </Page>
  )
}
