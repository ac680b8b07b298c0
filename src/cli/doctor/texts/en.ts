/** The doctor's English: to a shop owner who has never typed a command, and to the developer beside them. */
import type { DoctorTexts } from './doctor-texts.js'

export const en: DoctorTexts = {
  headings: {
    printers: 'Printers',
    ports: 'Serial ports that were left alone',
    machine: 'This computer',
    verdict: 'Verdict',
  },
  marks: { ready: 'ready', usable: 'usable', attention: 'needs attention' },
  severities: { blocks: 'To mend:', limits: 'Mind:', note: 'Note:' },
  aside: (text) => `(${text})`,
  typeThis: 'Type this:',
  origins: { argument: 'as you named it', settings: 'from the settings', found: 'found on this computer' },
  labels: {
    device: 'Device',
    condition: 'Condition',
    confirmation: 'Confirmation',
    korean: 'Korean',
    chinese: 'Chinese',
    profile: 'Driven as',
    settings: 'In the settings',
    testPrint: 'Test print',
  },
  firmware: (version) => `firmware ${version}`,
  serialNumber: (number) => `serial number ${number}`,
  adapter: (chip) => `USB adapter with a ${chip} chip`,
  heldBy: (programs) => `in use by ${programs}`,
  builtIn: 'built-in port',
  unnamed: 'does not tell its model',
  condition: {
    online: 'on line',
    offline: 'off line',
    paper: { present: 'paper in', nearEnd: 'paper running low', out: 'out of paper' },
    cover: { open: 'cover open', closed: 'cover closed' },
    cutter: { ready: 'cutter fine', jammed: 'cutter jammed' },
    drawer: { high: 'drawer switch high (usually open, or no drawer)', low: 'drawer switch low (usually closed)' },
    error: {
      none: 'no error',
      mechanical: 'something blocks it',
      autoRecoverable: 'an error that passes by itself',
      unrecoverable: 'an error for service',
    },
  },
  confirmation: {
    'process-id': 'the best there is: it reports each receipt by number once it is on paper (process-id)',
    fence: 'good: it answers once it has worked through each receipt to its end (fence)',
    transport: 'none: it takes the data and says nothing about the paper (transport)',
    'hand-off': 'none: the operating system takes the job, and nobody hears of the paper (hand-off)',
  },
  fonts: { font: "the printer's own font", picture: 'drawn as a picture' },
  profile: (name, columns) => `${name}, ${columns} columns`,
  chosen: {
    configured: 'named in the address',
    detected: 'recognised by what the printer says of itself',
    kept: 'as found out before',
    assumed: 'assumed: the model is unknown',
  },
  languages: { ko: 'Korean', zh: 'Chinese', en: 'English' },
  ends: {
    confirmed: 'confirmed: the printer reported it by its number after printing',
    processed: 'confirmed: the printer answered behind its last line',
    handedOff: 'handed over; nobody can tell whether it came out',
    partial: 'stopped half-way',
    unknown: 'nobody can tell whether it came out',
    failed: 'not printed',
  },
  evidence: (replies) => `it answered ${replies}`,
  paperAt: (folder) => `The emulated paper is in ${folder}`,
  judge: [
    'Look at the three slips. Each says at its foot what to do if letters are garbled.',
    'The ruler must fill exactly one line, and the last line must stand whole above the cut.',
  ],
  notAsked: 'Opening a port can reset what hangs on it, so ports nobody named are not opened.',
  howToAsk: (command) => `If the printer hangs on one of them: ${command}`,
  progress: {
    asking: (address) => `Asking ${address} …`,
    printing: (language) => `Printing the test slip: ${language} …`,
    paused: (why) => `The printer waits. ${why}`,
    resumed: 'The printer goes on.',
  },
  verdicts: {
    ready: {
      'process-id': 'Ready. The printer will confirm each receipt.',
      fence: 'Ready. The printer will confirm each receipt by answering after its last line.',
    },
    usable: 'Usable, but it cannot confirm. After each sale, look whether the receipt came out.',
    attention: 'Needs attention. Do this first:',
    unasked: 'No printer was asked. There are serial ports; if the printer hangs on one of them, run:',
    nothing: 'No printer was found. Check that it is switched on and plugged into this computer, then run this again.',
    emulated: 'To try Tillproof without one, start the emulated printer and, in a second window, look at it:',
  },
  watch: {
    link: { up: 'connected', down: 'connection lost; trying again' },
    follows: (address) => `Watching ${address}. Stop with Ctrl-C.`,
  },
  findings: {
    'access.notInGroup': ({ path, group, user }) => ({
      what: `${user} may not use ${path}: it belongs to the group ${group}`,
      todo: [`Put ${user} into the group ${group}`, 'Then log out and in again, or restart the computer'],
    }),
    'access.loginNeeded': ({ path, group, user }) => ({
      what: `${user} is in the group ${group}, which may use ${path}, but only from the next login on`,
      todo: ['Log out and in again, or restart the computer'],
    }),
    'access.closed': ({ path }) => ({
      what: `Only the system itself may use ${path}`,
      todo: ['Open it with a udev rule', 'Then unplug the printer, plug it in again, log out and in'],
    }),
    'access.refused': ({ path }) => ({
      what: `The system refused ${path}, though its permissions allow it`,
      todo: [
        'Look whether a container, a sandbox (Snap, Flatpak) or a security policy keeps devices away from Tillproof',
      ],
    }),
    'access.checkedAsRoot': () => ({
      what: 'Run as root, which may use everything, so this says nothing about the permissions of the user at the till',
      todo: ['Run it once more as that user'],
    }),
    'serial.busy': ({ path, programs }) => ({
      what: programs === '' ? `Another program is using ${path}` : `${path} is in use by ${programs}`,
      todo: [
        'Close that program; a port serves one at a time',
        'If it comes back by itself, take it out of the autostart',
      ],
    }),
    'serial.missing': ({ path, found }) => ({
      what: `There is no port ${path}`,
      todo: [
        'Check that the cable or adapter is plugged in',
        found === '' ? 'No other port was found either' : `If it got another name, use that: ${found}`,
      ],
    }),
    'serial.silent': ({ path }) => ({
      what: `${path} opens, and nothing answers on it`,
      todo: [
        'Check that the printer is switched on and the cable sits tight at both ends',
        'Hold FEED while switching the printer on: the slip it prints names its speed (baud)',
        'If you do not know the speed, let it be found with the command below',
        'If no speed answers, try another cable: printers need a crossed one (null modem)',
      ],
    }),
    'serial.unreadable': ({ path, received }) => ({
      what: `What comes from ${path} cannot be read (${received}): the speed does not fit, or it is no receipt printer`,
      todo: ['Let the speed be found'],
    }),
    'serial.echo': ({ path }) => ({
      what: `${path} sends back what it is sent, as no printer does`,
      todo: ['Look what is plugged in there: a loop plug, a modem, or a port of another device'],
    }),
    'serial.modemManager': ({ path }) => ({
      what: `ModemManager sends modem commands to ${path} when it is plugged in, and the printer prints them`,
      todo: ['Tell it to leave this adapter alone'],
    }),
    'serial.rateFound': ({ path, baud }) => ({
      what: `The printer on ${path} answers at ${baud} baud`,
      todo: ['Use the line for the settings shown here; it names the speed'],
    }),
    'serial.noRateAnswers': ({ path, bauds }) => ({
      what: `Nothing answers on ${path} at ${bauds} baud`,
      todo: [
        'Check that the printer is switched on and the cable sits tight at both ends',
        'Hold FEED while switching the printer on: the slip it prints names its speed and protocol',
        'Try another cable: printers need a crossed one (null modem)',
      ],
    }),
    'serial.driverMissing': ({ chip, ids, module, site }) => ({
      what: `A ${chip} adapter (${ids}) is plugged in, and the system made no port of it`,
      todo: [
        `On Linux load its driver ${module}; on Windows install the ${chip} driver from ${site}`,
        'Then unplug it and plug it in again',
      ],
    }),
    'serial.takenByBraille': ({ chip, ids }) => ({
      what: `The ${chip} adapter (${ids}) was taken by brltty, the service for Braille displays`,
      todo: ['If nobody here reads Braille, remove brltty', 'Then unplug the adapter and plug it in again'],
    }),
    'usb.takenOverFromKernel': ({ driver }) => ({
      what: `The system driver ${driver} holds it; Tillproof takes it over while it prints and gives it back`,
      todo: [],
    }),
    'usb.ruleMissing': ({ ids, path, group, user }) => ({
      what: `${user} may not use the USB printer ${ids} (${path})`,
      todo: [
        `Allow it with a udev rule, and put ${user} into the group ${group}`,
        'Then unplug the printer, plug it in again, log out and in',
      ],
    }),
    'usb.nodeMissing': ({ ids }) => ({
      what: `The USB printer ${ids} is plugged in, but not given to this container`,
      todo: ['Start the container with --device=/dev/bus/usb'],
    }),
    'usb.busy': ({ ids, programs }) => ({
      what:
        programs === ''
          ? `Another program is using the USB printer ${ids}`
          : `The USB printer ${ids} is in use by ${programs}`,
      todo: ['Close that program, or wait until it has finished printing'],
    }),
    'usb.missing': ({ address, found }) => ({
      what: `No printer ${address} is plugged in`,
      todo: [
        'Check that it is switched on and its cable sits tight',
        found === '' ? 'No other USB printer was found either' : `If it is another one, use its address: ${found}`,
      ],
    }),
    'usb.silent': ({ address }) => ({
      what: `${address} takes data and does not answer`,
      todo: [
        'Switch the printer off and on',
        'Check that it is set to ESC/POS (Epson mode) and not to another language',
      ],
    }),
    'usb.winUsbMissing': ({ ids, name }) => ({
      what: `Windows keeps ${name} for its own printing, so Tillproof cannot talk to it over USB`,
      todo: [
        'Without a new driver: share the printer in Windows (Printer properties > Sharing) and use the address spooler:NAME with the name it is shared by. Such prints cannot be confirmed',
        `For confirmed prints: run Zadig (zadig.akeo.ie), tick Options > List All Devices, choose the device ${ids}, choose WinUSB, press Replace Driver`,
        'The price: Windows itself no longer prints to it. To go back, uninstall the device together with its driver in the Device Manager and plug it in again',
      ],
    }),
    'usb.sayWhich': ({ address, addresses }) => ({
      what: `Several printers of a kind are plugged in, and ${address} does not say which`,
      todo: [`Use the address of the one you mean: ${addresses}`],
    }),
    'usb.sameNumbers': ({ ids, count }) => ({
      what: `${count} printers ${ids} are plugged in, and without serial numbers nobody can tell them apart`,
      todo: ['Unplug all but one, or use the network or serial port of the others'],
    }),
    'usb.officePrinter': ({ name, ids }) => ({
      what: `${name} (${ids}) is an office printer, which prints no receipts, and was left alone`,
      todo: [],
    }),
    'usb.notListed': () => ({
      what: 'The USB bus cannot be listed here, as in a container or a virtual machine, so USB printers do not show',
      todo: ['If the printer is on USB, run this on the computer it is plugged into'],
    }),
    'usb.notInWsl': () => ({
      what: 'This is Linux inside Windows (WSL): it sees USB printers only when Windows hands them over',
      todo: ['Run Tillproof on Windows itself, or hand the printer over in a Windows administrator window'],
    }),
    'spooler.notTaken': ({ queue }) => ({
      what: `The print queue ${queue} did not take the test slip`,
      todo: ['Look whether there is a queue of that name; on Windows, the name the printer is shared by counts'],
    }),
    'network.refused': ({ host, port }) => ({
      what: `${host} is there and takes no print data on port ${port}`,
      todo: [
        'Print the status slip of the printer (hold FEED while switching it on) and compare its address: another device may have this one now',
        `Switch on raw printing (port ${port}) on the web page of the printer`,
        'If another till prints to it, wait: many printers serve one at a time',
      ],
    }),
    'network.noRoute': ({ host }) => ({
      what: `There is no way to ${host} in the network`,
      todo: [
        'Check that the printer is switched on and its network light is lit',
        'Check the network cable of this computer, or its Wi-Fi',
        'Print the status slip of the printer and compare its address',
      ],
    }),
    'network.timeout': ({ host, port }) => ({
      what: `${host} does not answer on port ${port}`,
      todo: [
        'Check that the printer is switched on and its network light is lit',
        'Print the status slip of the printer (hold FEED while switching it on) and compare its address',
        'A firewall, or a guest Wi-Fi that keeps devices apart, has the same effect',
      ],
    }),
    'network.nameUnknown': ({ host }) => ({
      what: `The network knows no device called ${host}`,
      todo: ['Check the spelling, or use its address in numbers, such as 192.168.0.50'],
    }),
    'network.otherNetwork': ({ host, own }) => ({
      what: `${host} does not answer, and it is in another network than this computer (${own})`,
      todo: [
        'Connect printer and computer to the same router',
        'Or give the printer an address in the network of this computer, and reserve it in the router',
      ],
    }),
    'network.hungUp': ({ host, port }) => ({
      what: `${host} takes the connection on port ${port} and closes it at once`,
      todo: [
        'Close the other till or program that is connected: many printers serve one at a time',
        'Then switch the printer off and on',
      ],
    }),
    'network.silent': ({ host, port }) => ({
      what: `${host} takes the connection on port ${port} and does not answer`,
      todo: [
        'If another till is connected, close it there: many printers serve one at a time',
        'Switch the printer off and on',
        'Check that this is the receipt printer, and that it is set to ESC/POS (Epson mode)',
      ],
    }),
    'network.notAPrinter': ({ host, port, received }) => ({
      what: `What answers at ${host}, port ${port}, is no ESC/POS printer${received === '' ? '' : ` (${received})`}`,
      todo: ['Print the status slip of the printer and compare its address and port'],
    }),
    'link.notOpened': ({ address, reason }) => ({
      what: `${address} cannot be opened${reason === '' ? '' : ` (${reason})`}`,
      todo: ['Check that the printer is switched on and plugged in, then run this again'],
    }),
    'link.unsteady': ({ address }) => ({
      what: `${address} answers only now and then`,
      todo: ['Replace the cable, and plug it directly into the computer instead of a hub', 'Then run this again'],
    }),
    'link.hung': ({ address }) => ({
      what: `${address} did not come back from a question`,
      todo: ['Switch the printer off and on, unplug its cable and plug it in again'],
    }),
    'printer.confirmsTheEnd': () => ({
      what: 'It cannot report a receipt by its number, so it is asked behind each one whether it got there',
      todo: [],
    }),
    'printer.cannotConfirm': () => ({
      what: 'It never says whether a receipt came out',
      todo: ['After each sale, look whether the receipt is there', 'For confirmed receipts, use a model that answers'],
    }),
    'printer.spooled': () => ({
      what: 'Prints go through the printing system of the computer, which hears nothing of the paper',
      todo: ['For confirmed receipts, connect the printer directly: usb, serial or tcp'],
    }),
    'printer.drawsKorean': () => ({
      what: 'Korean is drawn as a picture: right on any printer, and slower than a font of its own',
      todo: [],
    }),
    'printer.drawsChinese': () => ({
      what: 'Chinese is drawn as a picture: right on any printer, and slower than a font of its own',
      todo: [],
    }),
    'printer.profileAssumed': ({ profile }) => ({
      what: `The model is unknown, so it is driven as ${profile}, which draws whatever may be missing`,
      todo: ['If it has a Korean or Chinese font, name it in the address, e.g. ?profile=generic-korean-80'],
    }),
    'printer.emulated': () => ({
      what: 'This is the emulated printer: its receipts become files, not paper',
      todo: ['For a real one, put its address into the settings'],
    }),
    'print.uncertain': ({ language }) => ({
      what: `Nobody can tell whether the ${en.languages[language]} test slip came out`,
      todo: ['Look at the printer', 'If the slip is not there, check paper, cable and power, and run this again'],
    }),
    'print.notWhole': ({ language }) => ({
      what: `The ${en.languages[language]} test slip is not whole`,
      todo: ['Throw it away, check paper and cover, and run this again'],
    }),
  },
  sheet: {
    title: 'PRINTER TEST',
    printer: 'Printer',
    profile: 'Driven as',
    time: 'Time',
    items: [
      ['Flat white', '4.50'],
      ['Bagel with cheese', '6.25'],
      ['Total', '10.75'],
    ],
    letters: ['AaBbGgQq 0123456789 $10.75', '%&@#*()[]{}<>|~^'],
    bold: 'bold',
    inverse: 'white on black',
    wide: 'double width',
    tall: 'double height',
    ifGarbled: 'If letters above are garbled, add this to the address of the printer in the settings:',
    ruler: 'The ruler fills one line exactly:',
    ifTooNarrow: 'If it breaks into two lines, add this to the address:',
    code: 'The code must read:',
    lastLine: 'This line is whole above the cut',
  },
}
