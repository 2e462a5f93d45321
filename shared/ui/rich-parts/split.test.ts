import { richParts } from './split'

const A = '/files/01234567-89ab-7def-8123-456789abcdef'
const at = (path: string) => `https://mall.example${path}`

test('pictures get their address and stay inside the screen', () => {
  const [part] = richParts(`<p>蟹</p><img src="${A}" /><p>肥</p>`, at)
  expect(part).toMatchObject({ kind: 'text' })
  expect(part?.kind === 'text' && part.html).toContain(`src="https://mall.example${A}"`)
  expect(part?.kind === 'text' && part.html).toContain('width:100%')
})

test('a video stands between the texts around it; nothing empty is shown', () => {
  const parts = richParts(`<p>先看</p><video src="${A}" controls=""></video><p>再买</p>`, at)
  expect(parts.map(({ kind }) => kind)).toEqual(['text', 'video', 'text'])
  expect(parts[1]).toEqual({ kind: 'video', file: at(A) })
  expect(richParts(`<p></p><video src="${A}"></video><p> </p>`, at)).toHaveLength(1)
  expect(richParts('', at)).toEqual([])
})
