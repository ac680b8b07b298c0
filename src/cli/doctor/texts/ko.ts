/** 점검 도구가 쓰는 한국어. 매장에 나온 설치 기사가 점주에게 말하듯이 쓴다. */
import type { DoctorTexts } from './doctor-texts.js'

export const ko: DoctorTexts = {
  headings: {
    printers: '프린터',
    ports: '열어 보지 않은 시리얼 포트',
    machine: '이 컴퓨터',
    verdict: '점검 결과',
  },
  marks: { ready: '준비됨', usable: '사용 가능', attention: '조치 필요' },
  severities: { blocks: '조치:', limits: '주의:', note: '참고:' },
  aside: (text) => `(${text})`,
  typeThis: '다음을 입력하세요:',
  origins: { argument: '직접 지정', settings: '설정 파일', found: '자동 검색' },
  labels: {
    device: '기기',
    condition: '상태',
    confirmation: '출력 확인',
    korean: '한글',
    chinese: '한자(중국어)',
    profile: '적용 모델',
    settings: '설정 파일에 쓸 줄',
    testPrint: '시험 출력',
  },
  firmware: (version) => `펌웨어 ${version}`,
  serialNumber: (number) => `일련번호 ${number}`,
  adapter: (chip) => `USB 시리얼 변환 케이블 (${chip} 칩)`,
  heldBy: (programs) => `사용 중인 프로그램: ${programs}`,
  builtIn: '본체 내장 포트',
  unnamed: '모델명을 알려 주지 않음',
  condition: {
    online: '온라인',
    offline: '오프라인',
    paper: { present: '용지 있음', nearEnd: '용지 얼마 안 남음', out: '용지 없음' },
    cover: { open: '덮개 열림', closed: '덮개 닫힘' },
    cutter: { ready: '커터 정상', jammed: '커터 걸림' },
    drawer: { high: '돈통 신호 High (보통 열림, 또는 돈통 없음)', low: '돈통 신호 Low (보통 닫힘)' },
    error: {
      none: '오류 없음',
      mechanical: '내부 걸림',
      autoRecoverable: '곧 저절로 풀리는 오류',
      unrecoverable: '수리가 필요한 오류',
    },
  },
  confirmation: {
    'process-id': '최상: 영수증이 실제로 나온 뒤 번호로 알려 줍니다 (process-id)',
    fence: '양호: 영수증을 끝까지 처리한 뒤 응답합니다 (fence)',
    transport: '불가: 데이터만 받고 용지에 대해서는 알려 주지 않습니다 (transport)',
    'hand-off': '불가: 운영체제에 넘긴 뒤로는 알 수 없습니다 (hand-off)',
  },
  fonts: { font: '프린터 내장 글꼴', picture: '그림으로 출력' },
  profile: (name, columns) => `${name}, ${columns}칸`,
  chosen: {
    configured: '주소에 지정됨',
    detected: '프린터가 알려 준 모델로 인식',
    kept: '이전에 확인한 값',
    assumed: '모델을 몰라 기본값 사용',
  },
  languages: { ko: '한국어', zh: '중국어', en: '영어' },
  ends: {
    confirmed: '확인됨: 출력이 끝난 뒤 프린터가 번호로 알려 왔습니다',
    processed: '확인됨: 마지막 줄까지 처리한 뒤 프린터가 응답했습니다',
    handedOff: '전달함: 용지가 나왔는지는 알 수 없습니다',
    partial: '도중에 멈췄습니다',
    unknown: '용지가 나왔는지 알 수 없습니다',
    failed: '출력되지 않았습니다',
  },
  evidence: (replies) => `프린터 응답 ${replies}`,
  paperAt: (folder) => `가상 프린터의 종이는 ${folder} 에 있습니다`,
  judge: [
    '나온 종이 세 장을 보세요. 글자가 깨졌을 때 할 일이 각 장 아래쪽에 적혀 있습니다.',
    '눈금자는 정확히 한 줄이어야 하고, 마지막 줄은 잘린 곳 위에 온전히 있어야 합니다.',
  ],
  notAsked: '포트를 열면 연결된 기기가 재시작될 수 있어, 지정하지 않은 포트는 열지 않았습니다.',
  howToAsk: (command) => `프린터가 여기에 연결되어 있으면: ${command}`,
  progress: {
    asking: (address) => `${address} 확인 중 …`,
    printing: (language) => `시험 출력 중: ${language} …`,
    paused: (why) => `프린터가 기다리고 있습니다. ${why}`,
    resumed: '프린터가 다시 출력합니다.',
  },
  verdicts: {
    ready: {
      'process-id': '준비되었습니다. 영수증이 나올 때마다 프린터가 확인해 줍니다.',
      fence: '준비되었습니다. 영수증마다 마지막 줄 뒤에 프린터가 응답해 확인해 줍니다.',
    },
    usable: '사용할 수 있지만 출력 확인은 안 됩니다. 판매할 때마다 영수증이 나왔는지 눈으로 확인해 주세요.',
    attention: '조치가 필요합니다. 먼저 이것부터 하세요:',
    unasked: '아직 확인한 프린터가 없습니다. 시리얼 포트가 있으니 프린터가 거기에 연결되어 있으면 실행하세요:',
    nothing: '프린터를 찾지 못했습니다. 전원과 케이블을 확인한 뒤 다시 실행해 주세요.',
    emulated: '프린터 없이 써 보려면 가상 프린터를 켜고, 다른 창에서 점검해 보세요:',
  },
  watch: {
    link: { up: '연결됨', down: '연결이 끊어져 다시 시도하는 중' },
    follows: (address) => `${address} 상태를 지켜봅니다. Ctrl-C로 끝냅니다.`,
  },
  findings: {
    'access.notInGroup': ({ path, group, user }) => ({
      what: `사용자 ${user} 에게 ${path} 사용 권한이 없습니다 (${group} 그룹 전용)`,
      todo: [`사용자를 ${group} 그룹에 넣으세요`, '로그아웃했다가 다시 로그인하거나 컴퓨터를 다시 켜세요'],
    }),
    'access.loginNeeded': ({ path, group, user }) => ({
      what: `사용자 ${user} 는 이미 ${group} 그룹에 있지만, 다시 로그인해야 ${path} 를 쓸 수 있습니다`,
      todo: ['로그아웃했다가 다시 로그인하거나 컴퓨터를 다시 켜세요'],
    }),
    'access.closed': ({ path }) => ({
      what: `${path} 는 시스템만 쓸 수 있게 막혀 있습니다`,
      todo: ['udev 규칙으로 열어 주세요', '프린터 케이블을 뺐다가 다시 꽂고, 로그아웃했다가 다시 로그인하세요'],
    }),
    'access.refused': ({ path }) => ({
      what: `권한은 맞지만 시스템이 ${path} 사용을 거부했습니다`,
      todo: ['컨테이너, Snap, Flatpak 또는 보안 정책이 기기 사용을 막고 있는지 확인하세요'],
    }),
    'access.checkedAsRoot': () => ({
      what: 'root로 실행해서, 계산대 사용자의 권한은 확인하지 못했습니다',
      todo: ['계산대에서 쓰는 사용자로 한 번 더 실행하세요'],
    }),
    'serial.busy': ({ path, programs }) => ({
      what: programs === '' ? `다른 프로그램이 ${path} 를 쓰고 있습니다` : `${path} 를 쓰고 있는 프로그램: ${programs}`,
      todo: [
        '그 프로그램을 닫으세요. 포트는 한 번에 하나만 쓸 수 있습니다',
        '저절로 다시 켜지면 시작 프로그램에서 빼세요',
      ],
    }),
    'serial.missing': ({ path, found }) => ({
      what: `${path} 포트가 없습니다`,
      todo: [
        '케이블이나 변환 어댑터가 꽂혀 있는지 확인하세요',
        found === '' ? '다른 포트도 보이지 않습니다' : `이름이 바뀌었다면 이 주소를 쓰세요: ${found}`,
      ],
    }),
    'serial.silent': ({ path }) => ({
      what: `${path} 는 열리지만 아무 응답이 없습니다`,
      todo: [
        '프린터 전원과 케이블 양쪽 끝을 확인하세요',
        'FEED 버튼을 누른 채 전원을 켜면 나오는 종이에 통신 속도(baud)가 적혀 있습니다',
        '속도를 모르면 아래 명령으로 찾으세요',
        '어떤 속도에도 응답이 없으면 크로스(널모뎀) 케이블로 바꿔 보세요',
      ],
    }),
    'serial.unreadable': ({ path, received }) => ({
      what: `${path} 에서 온 응답을 알아볼 수 없습니다 (${received}). 속도가 다르거나 영수증 프린터가 아닙니다`,
      todo: ['통신 속도를 찾으세요'],
    }),
    'serial.echo': ({ path }) => ({
      what: `${path} 는 보낸 것을 그대로 돌려보냅니다. 프린터는 그러지 않습니다`,
      todo: ['그 포트에 무엇이 꽂혀 있는지 보세요. 루프백 플러그, 모뎀 또는 다른 기기일 수 있습니다'],
    }),
    'serial.modemManager': ({ path }) => ({
      what: `ModemManager가 ${path} 에 모뎀 명령을 보내고, 프린터가 그것을 찍어 냅니다`,
      todo: ['이 어댑터를 건드리지 않게 하세요'],
    }),
    'serial.rateFound': ({ path, baud }) => ({
      what: `${path} 의 프린터가 ${baud} baud에서 응답합니다`,
      todo: ['여기에 나온 설정 줄을 그대로 쓰세요. 속도가 들어 있습니다'],
    }),
    'serial.noRateAnswers': ({ path, bauds }) => ({
      what: `${path} 는 ${bauds} baud 어느 속도에도 응답이 없습니다`,
      todo: [
        '프린터 전원과 케이블 양쪽 끝을 확인하세요',
        'FEED 버튼을 누른 채 전원을 켜면 나오는 종이에서 속도와 통신 방식을 확인하세요',
        '크로스(널모뎀) 케이블로 바꿔 보세요',
      ],
    }),
    'serial.driverMissing': ({ chip, ids, module, site }) => ({
      what: `${chip} 어댑터(${ids})가 꽂혀 있지만 포트가 생기지 않았습니다`,
      todo: [
        `Linux에서는 ${module} 드라이버를 올리고, Windows에서는 ${site} 에서 ${chip} 드라이버를 받아 설치하세요`,
        '어댑터를 뺐다가 다시 꽂으세요',
      ],
    }),
    'serial.takenByBraille': ({ chip, ids }) => ({
      what: `점자 단말기 서비스(brltty)가 ${chip} 어댑터(${ids})를 가져갔습니다`,
      todo: ['점자 단말기를 쓰는 사람이 없으면 brltty를 지우세요', '어댑터를 뺐다가 다시 꽂으세요'],
    }),
    'usb.takenOverFromKernel': ({ driver }) => ({
      what: `시스템 드라이버 ${driver} 가 잡고 있습니다. 출력하는 동안만 넘겨받았다가 돌려줍니다`,
      todo: [],
    }),
    'usb.ruleMissing': ({ ids, path, group, user }) => ({
      what: `사용자 ${user} 에게 USB 프린터 ${ids} 사용 권한이 없습니다 (${path})`,
      todo: [
        `udev 규칙으로 허용하고 사용자를 ${group} 그룹에 넣으세요`,
        '프린터 케이블을 뺐다가 다시 꽂고, 로그아웃했다가 다시 로그인하세요',
      ],
    }),
    'usb.nodeMissing': ({ ids }) => ({
      what: `USB 프린터 ${ids} 가 꽂혀 있지만 이 컨테이너에는 넘어오지 않았습니다`,
      todo: ['컨테이너를 --device=/dev/bus/usb 옵션으로 시작하세요'],
    }),
    'usb.busy': ({ ids, programs }) => ({
      what:
        programs === ''
          ? `다른 프로그램이 USB 프린터 ${ids} 를 쓰고 있습니다`
          : `USB 프린터 ${ids} 를 쓰고 있는 프로그램: ${programs}`,
      todo: ['그 프로그램을 닫거나 출력이 끝나기를 기다리세요'],
    }),
    'usb.missing': ({ address, found }) => ({
      what: `${address} 프린터가 꽂혀 있지 않습니다`,
      todo: [
        '프린터 전원과 케이블을 확인하세요',
        found === '' ? '다른 USB 프린터도 보이지 않습니다' : `프린터를 바꿨다면 이 주소를 쓰세요: ${found}`,
      ],
    }),
    'usb.silent': ({ address }) => ({
      what: `${address} 는 데이터를 받지만 응답이 없습니다`,
      todo: ['프린터를 껐다가 켜세요', '프린터 설정이 ESC/POS(Epson 모드)인지 확인하세요'],
    }),
    'usb.winUsbMissing': ({ ids, name }) => ({
      what: `${name} 프린터를 Windows가 쓰고 있어, USB로 직접 통신할 수 없습니다`,
      todo: [
        '드라이버를 바꾸지 않으려면 Windows에서 프린터를 공유하고(프린터 속성 > 공유) 주소를 spooler:공유이름 으로 쓰세요. 출력 확인은 안 됩니다',
        `출력 확인까지 하려면 Zadig(zadig.akeo.ie)를 실행해 Options > List All Devices를 켜고 ${ids} 를 고른 뒤 WinUSB로 Replace Driver를 누르세요`,
        '대신 Windows에서는 더 이상 이 프린터로 출력할 수 없습니다. 되돌리려면 장치 관리자에서 드라이버까지 함께 제거하고 다시 꽂으세요',
      ],
    }),
    'usb.sayWhich': ({ address, addresses }) => ({
      what: `같은 프린터가 여러 대 꽂혀 있어 ${address} 만으로는 구별할 수 없습니다`,
      todo: [`쓰려는 프린터의 주소를 쓰세요: ${addresses}`],
    }),
    'usb.sameNumbers': ({ ids, count }) => ({
      what: `${ids} 프린터가 ${count}대인데 일련번호가 없어 구별할 수 없습니다`,
      todo: ['한 대만 남기고 빼거나, 나머지는 네트워크나 시리얼로 연결하세요'],
    }),
    'usb.officePrinter': ({ name, ids }) => ({
      what: `${name} (${ids})은 영수증 프린터가 아니라 사무용 프린터라서 건드리지 않았습니다`,
      todo: [],
    }),
    'usb.notListed': () => ({
      what: '컨테이너나 가상 머신이라 USB 목록을 볼 수 없어, USB 프린터가 보이지 않습니다',
      todo: ['USB 프린터라면 프린터가 꽂힌 컴퓨터에서 직접 실행하세요'],
    }),
    'usb.notInWsl': () => ({
      what: 'Windows 안의 Linux(WSL)입니다. Windows가 넘겨줘야 USB 프린터가 보입니다',
      todo: ['Windows에서 직접 실행하거나, Windows 관리자 창에서 프린터를 넘겨주세요'],
    }),
    'spooler.notTaken': ({ queue }) => ({
      what: `인쇄 대기열 ${queue} 가 시험 용지를 받지 않았습니다`,
      todo: ['그 이름의 대기열이 있는지 확인하세요. Windows에서는 프린터의 공유 이름입니다'],
    }),
    'network.refused': ({ host, port }) => ({
      what: `${host} 는 켜져 있지만 ${port} 포트로 출력을 받지 않습니다`,
      todo: [
        'FEED 버튼을 누른 채 프린터를 켜서 나온 종이의 IP 주소와 비교하세요. 다른 기기가 그 주소를 쓰고 있을 수 있습니다',
        `프린터 웹 설정에서 RAW(${port}) 출력을 켜세요`,
        '다른 계산대가 출력 중이면 기다리세요. 한 번에 한 대만 받는 프린터가 많습니다',
      ],
    }),
    'network.noRoute': ({ host }) => ({
      what: `네트워크에서 ${host} 로 가는 길이 없습니다`,
      todo: [
        '프린터 전원과 랜 포트 불빛을 확인하세요',
        '이 컴퓨터의 랜선이나 Wi-Fi를 확인하세요',
        '프린터 자체 점검 용지의 IP 주소와 비교하세요',
      ],
    }),
    'network.timeout': ({ host, port }) => ({
      what: `${host} 의 ${port} 포트에서 응답이 없습니다`,
      todo: [
        '프린터 전원과 랜 포트 불빛을 확인하세요',
        'FEED 버튼을 누른 채 프린터를 켜서 나온 종이의 IP 주소와 비교하세요',
        '방화벽이나, 기기끼리 막아 놓은 손님용 Wi-Fi도 같은 증상을 냅니다',
      ],
    }),
    'network.nameUnknown': ({ host }) => ({
      what: `네트워크에 ${host} 라는 기기가 없습니다`,
      todo: ['철자를 확인하거나 192.168.0.50 같은 숫자 주소를 쓰세요'],
    }),
    'network.otherNetwork': ({ host, own }) => ({
      what: `${host} 가 응답하지 않습니다. 이 컴퓨터(${own})와 다른 네트워크 주소입니다`,
      todo: [
        '프린터와 컴퓨터를 같은 공유기에 연결하세요',
        '또는 프린터에 이 컴퓨터와 같은 대역의 IP 주소를 주고 공유기에서 고정하세요',
      ],
    }),
    'network.hungUp': ({ host, port }) => ({
      what: `${host} 가 ${port} 포트 연결을 받자마자 끊습니다`,
      todo: [
        '연결되어 있는 다른 계산대나 프로그램을 닫으세요. 한 번에 한 대만 받는 프린터가 많습니다',
        '그래도 안 되면 프린터를 껐다가 켜세요',
      ],
    }),
    'network.silent': ({ host, port }) => ({
      what: `${host} 가 ${port} 포트 연결은 받지만 응답이 없습니다`,
      todo: [
        '다른 계산대가 연결되어 있으면 거기서 닫으세요. 한 번에 한 대만 받는 프린터가 많습니다',
        '프린터를 껐다가 켜세요',
        '영수증 프린터가 맞는지, ESC/POS(Epson 모드)인지 확인하세요',
      ],
    }),
    'network.notAPrinter': ({ host, port, received }) => ({
      what: `${host} 의 ${port} 포트에서 응답한 것은 ESC/POS 프린터가 아닙니다${received === '' ? '' : ` (${received})`}`,
      todo: ['프린터 자체 점검 용지의 IP 주소와 포트를 비교하세요'],
    }),
    'link.notOpened': ({ address, reason }) => ({
      what: `${address} 를 열 수 없습니다${reason === '' ? '' : ` (${reason})`}`,
      todo: ['프린터 전원과 케이블을 확인하고 다시 점검하세요'],
    }),
    'link.unsteady': ({ address }) => ({
      what: `${address} 의 응답이 오락가락합니다`,
      todo: ['케이블을 바꾸고, 허브 없이 컴퓨터에 바로 꽂으세요', '그런 다음 다시 점검하세요'],
    }),
    'link.hung': ({ address }) => ({
      what: `${address} 가 질문을 받고 멈춰 버렸습니다`,
      todo: ['프린터를 껐다가 켜고, 케이블을 뺐다가 다시 꽂으세요'],
    }),
    'printer.confirmsTheEnd': () => ({
      what: '영수증 번호로 알려 주지 못하는 모델이라, 영수증마다 끝까지 갔는지 물어봅니다',
      todo: [],
    }),
    'printer.cannotConfirm': () => ({
      what: '영수증이 나왔는지 알려 주지 않는 프린터입니다',
      todo: ['판매할 때마다 영수증이 나왔는지 보세요', '출력 확인이 필요하면 응답하는 모델을 쓰세요'],
    }),
    'printer.spooled': () => ({
      what: '컴퓨터의 인쇄 시스템을 거치므로 용지가 나왔는지 알 수 없습니다',
      todo: ['출력 확인이 필요하면 프린터를 usb, serial, tcp 중 하나로 직접 연결하세요'],
    }),
    'printer.drawsKorean': () => ({
      what: '한글은 그림으로 출력합니다. 어느 프린터에서나 맞게 나오지만 내장 글꼴보다 느립니다',
      todo: [],
    }),
    'printer.drawsChinese': () => ({
      what: '중국어 한자는 그림으로 출력합니다. 어느 프린터에서나 맞게 나오지만 내장 글꼴보다 느립니다',
      todo: [],
    }),
    'printer.profileAssumed': ({ profile }) => ({
      what: `모델을 몰라 ${profile} 로 출력합니다. 없을지 모르는 글자는 그림으로 찍습니다`,
      todo: ['한글 글꼴이 있는 프린터라면 주소에 지정하세요. 예: ?profile=generic-korean-80'],
    }),
    'printer.emulated': () => ({
      what: '가상 프린터입니다. 영수증은 종이가 아니라 파일로 남습니다',
      todo: ['실제 프린터를 쓰려면 그 주소를 설정 파일에 쓰세요'],
    }),
    'print.uncertain': ({ language }) => ({
      what: `${ko.languages[language]} 시험 용지가 나왔는지 알 수 없습니다`,
      todo: ['프린터를 보세요', '용지가 없으면 용지, 케이블, 전원을 확인하고 다시 점검하세요'],
    }),
    'print.notWhole': ({ language }) => ({
      what: `${ko.languages[language]} 시험 용지가 끝까지 나오지 않았습니다`,
      todo: ['나온 종이는 버리고, 용지와 덮개를 확인한 뒤 다시 점검하세요'],
    }),
  },
  sheet: {
    title: '프린터 시험 출력',
    printer: '프린터',
    profile: '적용 모델',
    time: '시각',
    items: [
      ['아메리카노 (아이스)', '4,500'],
      ['떡볶이 + 찹쌀꽈배기', '9,800'],
      ['합계', '14,300'],
    ],
    letters: ['가나다라 값몫닭 ￦12,000', '뷁 쀍 똠방각하'],
    bold: '굵은 글씨',
    inverse: '흑백 반전',
    wide: '가로 두 배',
    tall: '세로 두 배',
    ifGarbled: '위 글자가 깨졌으면 설정의 프린터 주소 끝에 붙이세요:',
    ruler: '눈금자는 정확히 한 줄입니다:',
    ifTooNarrow: '두 줄로 넘어가면 주소 끝에 붙이세요:',
    code: 'QR 코드를 찍으면 나올 내용:',
    lastLine: '이 줄이 끝까지 보여야 합니다',
  },
}
