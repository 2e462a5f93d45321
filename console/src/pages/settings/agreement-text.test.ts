import { htmlOf, paragraphsOf } from './agreement-text'

describe('agreements are written as plain paragraphs', () => {
  test('headings and paragraphs become HTML, and nothing typed becomes markup', () => {
    expect(htmlOf('## 一、账号\n\n你好 <script>alert(1)</script> & 再见')).toBe(
      '<h3>一、账号</h3>\n<p>你好 &lt;script&gt;alert(1)&lt;/script&gt; &amp; 再见</p>',
    )
  })

  test('the reading view knows headings from paragraphs', () => {
    expect(paragraphsOf('## 标题\n正文').map(({ isHeading, words }) => [isHeading, words])).toEqual(
      [
        [true, '标题'],
        [false, '正文'],
      ],
    )
  })
})
