import { unsentWords } from './unsent'

test('a form waits for files that are on their way, and for a word on those that failed', () => {
  const done = { state: 'done' } as const
  const failed = { state: 'failed' } as const
  expect(unsentWords([])).toBeUndefined()
  expect(unsentWords([done, done])).toBeUndefined()
  expect(unsentWords([done, failed])).toBe('有文件没有传上，请重试或移除')
  expect(unsentWords([failed, { state: 'sending' }])).toBe('图片正在上传')
})
