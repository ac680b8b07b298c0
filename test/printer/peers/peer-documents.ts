/**
 * Receipts in receiptline's language, as shops in eight scripts would write them: columns with and without rules, wrapped
 * words, every weight and size, more than one piece of paper.
 */
import type { ModelVariant } from '../../../drivers/printers/emulated/models/printer-model.js'
import type { ReceiptlineEncoding } from './peer-receiptline.js'

export interface ScriptCase {
  readonly name: string
  /** The first is the usual one; all of them are put to the test. */
  readonly encodings: readonly ReceiptlineEncoding[]
  /** A printer such a shop would buy, by columns of its paper; 32 is 58 mm, 42 and 48 are 80 mm. */
  readonly models: Readonly<Record<32 | 42 | 48, string>>
  readonly charset: ModelVariant['charset']
  readonly document: string
}

const EPSON = { 32: 'emu-58', 42: 'tm-t88vi', 48: 'tm-m30' } as const

const KOREAN = `
{align:center}
^^한빛문구
"사업자 ***-**-*****
02-0000-0000 | 담당 김하늘
{border:line; width:*,4,10}
품명 |수량 |금액
연필 HB 12자루들이 상자(검정) |2 | 3,000
볼펜 0.38 |10 | 12,000
똠방각하 펲시 뷁 |1 | 1,000
{border:space; width:*,12}
---
과세물품가액 | 14,545
_부가세_ | 1,455
^합계 | ^16,000
\`카드\` | "16,000"
=
교환·환불은 7일 이내 영수증을 가지고 오시면 됩니다. 감사합니다!
`

const CHINESE = `
{align:center}
^^^好又多便利店
(朝阳门店)
{border:line; width:*,4,9}
商品 |数量 |金额
农夫山泉饮用天然水 550ml |2 | 4.00
卫龙大面筋(辣条)超大包装 |1 | 6.50
{border:none; width:10,*}
合计: |"￥10.50"
---
\`微信支付\` | ￥10.50
{width:auto}
^谢谢惠顾，欢迎再次光临！
交易号 ~~ 0000 0000
`

const TAIWANESE = `
{align:center}
^^^便當店
電子發票證明聯
{border:line; width:*,8}
品項 |金額
排骨便當(飯多、不要酸菜、加滷蛋) | 110
珍珠奶茶半糖少冰 | 55
{border:space}
---
_總計_ | ^165
"退貨憑電子發票證明聯正本辦理"
`

const JAPANESE = `
{align:center}
^^^領収書
東京都千代田区九段南一丁目〇〇ビル
{border:line; width:*,3,9}
品名 |数 |金額
塩ゆで落花生（大盛り） |1 | ¥500
ｺｰﾋｰ(ﾎｯﾄ) |2 | ¥800
{border:space; width:*,12}
---
小計 | ¥1,300
_（内消費税10%_ | ¥118）
^合計 | ^¥1,300
\`お預り\` | "¥2,000"
=
またのご来店をお待ちしております～
`

const THAI = `
{align:center}
^^ร้านกาแฟชื่นใจ
"ใบเสร็จรับเงิน/ใบกำกับภาษีอย่างย่อ"
{border:line; width:*,10}
รายการ |ราคา
กาแฟเย็น | 45.00
น้ำส้มคั้น | 35.00
ข้าวผัดกุ้ง | 60.00
ก๋วยเตี๋ยวเรือ | 50.00
{border:space}
---
_รวมทั้งสิ้น_ | 155.00
\`เงินสด\` | "200.00"
=
ขอบคุณที่ใช้บริการ
`

const LATIN = `
{align:center}
^^CAFÉ ÑANDÚ
"Größe: Ø 5 µm · naïve façade"
{border:line; width:*,3,8}
Item |# | Price
Crème brûlée à la française |2 | 11.00
Smørrebrød with far too many words to fit into one line |1 | 7.50
{border:space; width:*,10}
---
SUBTOTAL | 18.50
_TIP_ | 1.50
^TOTAL | ^20.00
\`CASH\` | "20.00"
=
¿Hasta mañana? ¡Sí!
`

const MULTILINGUAL = `
Ça coûte 5 € · Žluťoučký kůň · Ёлка и Київ · ½ £ ¥ ß
{border:line; width:*,10}
Świeży chleb |12,50 zł
Борщ украинский |95
`

const CYRILLIC = `
{align:center}
^^КАФЕ "ЁЖ
{border:line; width:*,8}
Борщ со сметаной и пампушками |350
_Чай_ |"90"
{border:space}
---
\`ИТОГО\` |^440
`

const CENTRAL_EUROPEAN = `
^^PEKAŘSTVÍ U KOŇŮ
{border:line; width:*,8}
Žemle s příšerně žluťoučkým sýrem |29
_Świeży chleb_ |"12,50"
Őszi krémleves |^990
`

export const SCRIPT_CASES: readonly ScriptCase[] = [
  {
    name: 'Korean',
    encodings: ['ksc5601', 'cp949'],
    models: { ...EPSON, 42: 'srp-350iii', 48: 'emu-80' },
    charset: 'cp949',
    document: KOREAN,
  },
  {
    name: 'Chinese',
    encodings: ['gb18030', 'cp936'],
    models: EPSON,
    charset: 'gb18030',
    document: CHINESE,
  },
  {
    name: 'Chinese on a clone',
    encodings: ['cp936', 'gb18030'],
    models: { 32: 'xprinter-58', 42: 'tm-t88vi', 48: 'xprinter-80' },
    charset: 'gb2312',
    document: CHINESE,
  },
  { name: 'Taiwanese', encodings: ['big5', 'cp950'], models: EPSON, charset: 'big5', document: TAIWANESE },
  { name: 'Japanese', encodings: ['shiftjis', 'cp932'], models: EPSON, charset: 'shift-jis', document: JAPANESE },
  { name: 'Thai', encodings: ['tis620'], models: EPSON, charset: 'none', document: THAI },
  {
    name: 'Latin',
    encodings: ['cp1252', 'multilingual', 'cp858'],
    models: { ...EPSON, 48: 'tm-t20iii' },
    charset: 'none',
    document: LATIN,
  },
  {
    name: 'everything in one line',
    encodings: ['multilingual'],
    models: EPSON,
    charset: 'none',
    document: MULTILINGUAL,
  },
  { name: 'Cyrillic', encodings: ['cp866', 'multilingual'], models: EPSON, charset: 'none', document: CYRILLIC },
  { name: 'Central European', encodings: ['cp852'], models: EPSON, charset: 'none', document: CENTRAL_EUROPEAN },
]
