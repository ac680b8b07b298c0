/** 诊断工具说的中文：像上门的安装师傅跟店主说话那样写。 */
import type { DoctorTexts } from './doctor-texts.js'

export const zh: DoctorTexts = {
  headings: {
    printers: '打印机',
    ports: '没有打开的串口',
    machine: '这台电脑',
    verdict: '诊断结果',
  },
  marks: { ready: '就绪', usable: '可以使用', attention: '需要处理' },
  severities: { blocks: '处理：', limits: '注意：', note: '说明：' },
  aside: (text) => `（${text}）`,
  typeThis: '请输入：',
  origins: { argument: '您指定的', settings: '来自设置文件', found: '自动找到' },
  labels: {
    device: '设备',
    condition: '状态',
    confirmation: '打印确认',
    korean: '韩文',
    chinese: '中文',
    profile: '使用的机型',
    settings: '写进设置文件',
    testPrint: '测试打印',
  },
  firmware: (version) => `固件 ${version}`,
  serialNumber: (number) => `序列号 ${number}`,
  adapter: (chip) => `USB 转串口线（${chip} 芯片）`,
  heldBy: (programs) => `正被占用：${programs}`,
  builtIn: '主机自带串口',
  unnamed: '没有报出型号',
  condition: {
    online: '联机',
    offline: '脱机',
    paper: { present: '有纸', nearEnd: '纸快用完', out: '缺纸' },
    cover: { open: '盖子开着', closed: '盖子已合上' },
    cutter: { ready: '切刀正常', jammed: '切刀卡纸' },
    drawer: { high: '钱箱信号为高（一般是开着，或没接钱箱）', low: '钱箱信号为低（一般是关着）' },
    error: {
      none: '没有错误',
      mechanical: '内部卡住',
      autoRecoverable: '会自行恢复的错误',
      unrecoverable: '需要维修的错误',
    },
  },
  confirmation: {
    'process-id': '最好：每张小票真正打出之后，按编号回报（process-id）',
    fence: '良好：每张小票处理到最后之后才应答（fence）',
    transport: '没有：只收数据，不报纸张情况（transport）',
    'hand-off': '没有：交给操作系统之后，再无消息（hand-off）',
  },
  fonts: { font: '打印机自带字库', picture: '以图形打印' },
  profile: (name, columns) => `${name}，${columns} 列`,
  chosen: {
    configured: '地址里指定的',
    detected: '按打印机自报的型号认出',
    kept: '以前查明的',
    assumed: '型号不明，按通用机型',
  },
  languages: { ko: '韩文', zh: '中文', en: '英文' },
  ends: {
    confirmed: '已确认：打完之后，打印机按编号作了回报',
    processed: '已确认：最后一行之后，打印机作了应答',
    handedOff: '已交出，是否打出无法得知',
    partial: '中途停止',
    unknown: '是否打出无法得知',
    failed: '没有打印',
  },
  evidence: (replies) => `打印机应答 ${replies}`,
  paperAt: (folder) => `模拟打印机的纸在 ${folder}`,
  judge: [
    '请看打出来的三张纸。每张下方写着字符变成乱码时该怎么办。',
    '标尺必须正好占一行，最后一行必须完整地留在切口上方。',
  ],
  notAsked: '打开串口可能会让上面的设备重启，所以没有指定的串口不会打开。',
  howToAsk: (command) => `如果打印机接在其中一个上，请运行：${command}`,
  progress: {
    asking: (address) => `正在询问 ${address} …`,
    printing: (language) => `正在打印测试页：${language} …`,
    paused: (why) => `打印机在等待。${why}`,
    resumed: '打印机继续打印。',
  },
  verdicts: {
    ready: {
      'process-id': '一切就绪。每张小票打出后，打印机都会确认。',
      fence: '一切就绪。每张小票最后一行之后，打印机都会应答确认。',
    },
    usable: '可以使用，但无法确认打印。每次收款后，请看一眼小票有没有出来。',
    attention: '需要处理。请先做这件事：',
    unasked: '还没有询问任何打印机。这台电脑有串口，如果打印机接在上面，请运行：',
    nothing: '没有找到打印机。请检查电源和连接线，然后再运行一次。',
    emulated: '想不接打印机先试用，请启动模拟打印机，再在另一个窗口里诊断它：',
  },
  watch: {
    link: { up: '已连接', down: '连接中断，正在重试' },
    follows: (address) => `正在观察 ${address}。按 Ctrl-C 结束。`,
  },
  findings: {
    'access.notInGroup': ({ path, group, user }) => ({
      what: `用户 ${user} 没有权限使用 ${path}，它属于 ${group} 组`,
      todo: [`把用户加入 ${group} 组`, '然后注销再登录，或重启电脑'],
    }),
    'access.loginNeeded': ({ path, group, user }) => ({
      what: `用户 ${user} 已在 ${group} 组里，但要重新登录后才能使用 ${path}`,
      todo: ['请注销再登录，或重启电脑'],
    }),
    'access.closed': ({ path }) => ({
      what: `${path} 只有系统自己可以使用`,
      todo: ['用 udev 规则放开它', '然后拔下打印机重新插上，注销再登录'],
    }),
    'access.refused': ({ path }) => ({
      what: `权限没有问题，系统却拒绝使用 ${path}`,
      todo: ['请检查是不是容器、Snap、Flatpak 或安全策略挡住了设备'],
    }),
    'access.checkedAsRoot': () => ({
      what: '这次是用 root 运行的，收银用户有没有权限并没有查到',
      todo: ['请用收银时的用户再运行一次'],
    }),
    'serial.busy': ({ path, programs }) => ({
      what: programs === '' ? `其他程序正在使用 ${path}` : `正在使用 ${path} 的程序：${programs}`,
      todo: ['请关闭该程序，一个串口一次只能给一个程序用', '如果它自己又启动，请把它移出开机启动项'],
    }),
    'serial.missing': ({ path, found }) => ({
      what: `没有串口 ${path}`,
      todo: [
        '请检查连接线或转接头有没有插好',
        found === '' ? '也没有找到别的串口' : `如果换了名字，请改用这个地址：${found}`,
      ],
    }),
    'serial.silent': ({ path }) => ({
      what: `${path} 能打开，但没有任何应答`,
      todo: [
        '请检查打印机电源，以及连接线两头有没有插紧',
        '按住走纸键开机，打出的自检页上写着波特率',
        '不知道波特率时，用下面的命令去找',
        '如果哪个速率都没有应答，请换一根交叉线（零调制解调器线）',
      ],
    }),
    'serial.unreadable': ({ path, received }) => ({
      what: `${path} 传来的内容看不懂（${received}）：波特率不对，或者不是小票打印机`,
      todo: ['请找出正确的波特率'],
    }),
    'serial.echo': ({ path }) => ({
      what: `${path} 把发出去的内容原样送回，打印机不会这样`,
      todo: ['请看看上面插的是什么：回环插头、调制解调器，还是别的设备'],
    }),
    'serial.modemManager': ({ path }) => ({
      what: `ModemManager 会向 ${path} 发调制解调器命令，打印机会把它们打出来`,
      todo: ['让它不要碰这根转接线'],
    }),
    'serial.rateFound': ({ path, baud }) => ({
      what: `${path} 上的打印机在 ${baud} 波特率下应答`,
      todo: ['请照抄这里给出的设置行，里面已写明波特率'],
    }),
    'serial.noRateAnswers': ({ path, bauds }) => ({
      what: `${path} 在 ${bauds} 波特率下都没有应答`,
      todo: [
        '请检查打印机电源，以及连接线两头有没有插紧',
        '按住走纸键开机，在自检页上核对波特率和通信方式',
        '请换一根交叉线（零调制解调器线）',
      ],
    }),
    'serial.driverMissing': ({ chip, ids, module, site }) => ({
      what: `插着一根 ${chip} 转接线（${ids}），系统却没有生成串口`,
      todo: [`Linux 上加载驱动 ${module}；Windows 上到 ${site} 下载并安装 ${chip} 驱动`, '然后拔下转接线，重新插上'],
    }),
    'serial.takenByBraille': ({ chip, ids }) => ({
      what: `盲文显示器服务（brltty）占走了 ${chip} 转接线（${ids}）`,
      todo: ['如果没有人用盲文显示器，请卸载 brltty', '然后拔下转接线，重新插上'],
    }),
    'usb.takenOverFromKernel': ({ driver }) => ({
      what: `系统驱动 ${driver} 占着它；打印时会接管过来，用完再还回去`,
      todo: [],
    }),
    'usb.ruleMissing': ({ ids, path, group, user }) => ({
      what: `用户 ${user} 没有权限使用 USB 打印机 ${ids}（${path}）`,
      todo: [`用 udev 规则放行，并把用户加入 ${group} 组`, '然后拔下打印机重新插上，注销再登录'],
    }),
    'usb.nodeMissing': ({ ids }) => ({
      what: `USB 打印机 ${ids} 已插上，但没有交给这个容器`,
      todo: ['启动容器时请加上 --device=/dev/bus/usb'],
    }),
    'usb.busy': ({ ids, programs }) => ({
      what: programs === '' ? `其他程序正在使用 USB 打印机 ${ids}` : `正在使用 USB 打印机 ${ids} 的程序：${programs}`,
      todo: ['请关闭该程序，或等它打印完'],
    }),
    'usb.missing': ({ address, found }) => ({
      what: `没有插着打印机 ${address}`,
      todo: [
        '请检查打印机电源和连接线',
        found === '' ? '也没有找到别的 USB 打印机' : `如果换了打印机，请改用这个地址：${found}`,
      ],
    }),
    'usb.silent': ({ address }) => ({
      what: `${address} 收下数据，却没有应答`,
      todo: ['请把打印机关掉再打开', '请确认它设成了 ESC/POS（爱普生模式），而不是别的指令集'],
    }),
    'usb.winUsbMissing': ({ ids, name }) => ({
      what: `${name} 由 Windows 自己管着打印，无法通过 USB 直接通信`,
      todo: [
        '不想换驱动：在 Windows 里共享打印机（打印机属性 > 共享），地址写 spooler:共享名，但无法确认打印',
        `需要确认打印：运行 Zadig（zadig.akeo.ie），勾选 Options > List All Devices，选中 ${ids}，选 WinUSB，点 Replace Driver`,
        '代价：Windows 自己就不能再用它打印。要还原，请在设备管理器里连同驱动一起卸载，再重新插上',
      ],
    }),
    'usb.sayWhich': ({ address, addresses }) => ({
      what: `插着几台同型号的打印机，只写 ${address} 分不清是哪一台`,
      todo: [`请改用所要那台的地址：${addresses}`],
    }),
    'usb.sameNumbers': ({ ids, count }) => ({
      what: `插着 ${count} 台 ${ids} 打印机，又没有序列号，分不清哪台是哪台`,
      todo: ['请只留一台，其余的改用网络或串口连接'],
    }),
    'usb.officePrinter': ({ name, ids }) => ({
      what: `${name}（${ids}）是办公打印机，打不了小票，没有动它`,
      todo: [],
    }),
    'usb.notListed': () => ({
      what: '这里（可能是容器或虚拟机）列不出 USB 设备，所以看不到 USB 打印机',
      todo: ['如果打印机接在 USB 上，请在它所插的电脑上运行'],
    }),
    'usb.notInWsl': () => ({
      what: '这是 Windows 里的 Linux（WSL），要由 Windows 交过来才看得到 USB 打印机',
      todo: ['请直接在 Windows 上运行，或在 Windows 管理员窗口里把打印机交过来'],
    }),
    'spooler.notTaken': ({ queue }) => ({
      what: `打印队列 ${queue} 没有收下测试页`,
      todo: ['请看看有没有叫这个名字的队列；在 Windows 上，要写打印机的共享名'],
    }),
    'network.refused': ({ host, port }) => ({
      what: `${host} 开着，但端口 ${port} 不接收打印数据`,
      todo: [
        '按住走纸键开机打出自检页，核对地址：这个地址可能已被别的设备占用',
        `在打印机的网页设置里打开 RAW 打印（端口 ${port}）`,
        '如果别的收银机正在打印，请稍等：很多打印机一次只接一台',
      ],
    }),
    'network.noRoute': ({ host }) => ({
      what: `网络里没有通往 ${host} 的路`,
      todo: ['请检查打印机电源和网口指示灯', '请检查这台电脑的网线或无线网络', '打出打印机自检页，核对地址'],
    }),
    'network.timeout': ({ host, port }) => ({
      what: `${host} 的端口 ${port} 没有应答`,
      todo: [
        '请检查打印机电源和网口指示灯',
        '按住走纸键开机打出自检页，核对地址',
        '防火墙，或把设备互相隔开的访客无线网络，也会这样',
      ],
    }),
    'network.nameUnknown': ({ host }) => ({
      what: `网络里没有叫 ${host} 的设备`,
      todo: ['请检查拼写，或改用数字地址，例如 192.168.0.50'],
    }),
    'network.otherNetwork': ({ host, own }) => ({
      what: `${host} 没有应答，它和这台电脑（${own}）不在同一个网段`,
      todo: ['请把打印机和电脑接到同一个路由器', '或者给打印机设一个同网段的地址，并在路由器里固定下来'],
    }),
    'network.hungUp': ({ host, port }) => ({
      what: `${host} 的端口 ${port} 接通后立刻挂断`,
      todo: ['请关闭已连着它的收银机或程序：很多打印机一次只接一台', '还不行就把打印机关掉再打开'],
    }),
    'network.silent': ({ host, port }) => ({
      what: `${host} 的端口 ${port} 能接通，但没有应答`,
      todo: [
        '如果别的收银机连着它，请先断开：很多打印机一次只接一台',
        '请把打印机关掉再打开',
        '请确认这是小票打印机，并且设成了 ESC/POS（爱普生模式）',
      ],
    }),
    'network.notAPrinter': ({ host, port, received }) => ({
      what: `在 ${host} 端口 ${port} 应答的不是 ESC/POS 打印机${received === '' ? '' : `（${received}）`}`,
      todo: ['打出打印机自检页，核对地址和端口'],
    }),
    'link.notOpened': ({ address, reason }) => ({
      what: `${address} 打不开${reason === '' ? '' : `（${reason}）`}`,
      todo: ['请检查打印机电源和连接线，再运行一次'],
    }),
    'link.unsteady': ({ address }) => ({
      what: `${address} 时有应答，时没有`,
      todo: ['请换一根线，不经集线器直接插到电脑上', '然后再运行一次'],
    }),
    'link.hung': ({ address }) => ({
      what: `${address} 被询问之后就没了反应`,
      todo: ['请把打印机关掉再打开，并重新插一次连接线'],
    }),
    'printer.confirmsTheEnd': () => ({
      what: '这个机型不能按编号回报，所以每张小票之后都会问它是否打到了最后',
      todo: [],
    }),
    'printer.cannotConfirm': () => ({
      what: '它从不告知小票有没有打出来',
      todo: ['每次收款后，请看一眼小票有没有出来', '需要确认打印，请换用会应答的机型'],
    }),
    'printer.spooled': () => ({
      what: '经由电脑的打印系统打印，纸张的情况无从得知',
      todo: ['需要确认打印，请用 usb、serial 或 tcp 直接连接打印机'],
    }),
    'printer.drawsKorean': () => ({
      what: '韩文以图形打印：任何打印机上都正确，但比自带字库慢',
      todo: [],
    }),
    'printer.drawsChinese': () => ({
      what: '中文以图形打印：任何打印机上都正确，但比自带字库慢',
      todo: [],
    }),
    'printer.profileAssumed': ({ profile }) => ({
      what: `型号不明，按 ${profile} 打印，可能缺的字都画成图形`,
      todo: ['如果它有中文字库，请在地址里写明，例如 ?profile=generic-chinese-80'],
    }),
    'printer.emulated': () => ({
      what: '这是模拟打印机：小票存成文件，不出纸',
      todo: ['要用真打印机，请把它的地址写进设置文件'],
    }),
    'print.uncertain': ({ language }) => ({
      what: `${zh.languages[language]}测试页有没有打出来，无法得知`,
      todo: ['请看一下打印机', '如果没有，请检查纸、连接线和电源，再运行一次'],
    }),
    'print.notWhole': ({ language }) => ({
      what: `${zh.languages[language]}测试页没有打完整`,
      todo: ['请把它扔掉，检查纸和盖子，再运行一次'],
    }),
  },
  sheet: {
    title: '打印机测试页',
    printer: '打印机',
    profile: '使用的机型',
    time: '时间',
    items: [
      ['拿铁咖啡（大杯）', '32.00'],
      ['小笼包 饕餮套餐', '58.00'],
      ['合计', '90.00'],
    ],
    letters: ['龙凤呈祥 饕餮 ￥90.00', '囍 瞾 喆 镕 堃'],
    bold: '加粗',
    inverse: '黑底白字',
    wide: '倍宽',
    tall: '倍高',
    ifGarbled: '上面的字若是乱码，请在设置里的打印机地址后面加上：',
    ruler: '标尺正好占一行：',
    ifTooNarrow: '若折成两行，请在地址后面加上：',
    code: '扫码应读出：',
    lastLine: '这一行完整地留在切口上方',
  },
}
