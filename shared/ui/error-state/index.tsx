import { Text, View } from '@tarojs/components'
import type { Failure } from '@xietong/client/caller'
import { copy } from '../device/say'
import { EmptyState, type Step } from '../empty-state'
import './error-state.css'

export interface ErrorStateProps {
  readonly failure: Failure
  readonly onRetry: () => void
  /** What did not happen to money or cards; said before the cause. */
  readonly title?: string
  readonly second?: Step
}

const titles: Readonly<Record<string, string>> = {
  OFFLINE: '没有连上网络',
  TIMEOUT: '没有收到服务器的回应',
  NOT_FOUND: '没有找到',
  FORBIDDEN: '这里还不能查看',
}

/** A page that could not be shown: what did not happen, why, and what to do. */
export function ErrorState({ failure, onRetry, title, second }: ErrorStateProps) {
  const { requestNo } = failure
  return (
    <View className="x-error">
      <EmptyState
        picture="boat"
        title={title ?? titles[failure.code] ?? '内容没有加载出来'}
        text={failure.message}
        step={{ label: '重试', onTap: onRetry }}
        second={second}
      />
      {requestNo ? (
        <View className="x-error-foot">
          <Text>请求编号 {requestNo}</Text>
          <Text className="link hit x-error-copy" onClick={() => copy(requestNo)}>
            复制
          </Text>
        </View>
      ) : null}
    </View>
  )
}
