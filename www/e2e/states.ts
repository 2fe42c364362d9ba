/** Every state of the page a user can come to: one list, for axe and for the screenshots. */
import { readFileSync } from 'node:fs';

import { expect, type Page } from '@playwright/test';

import {
  cell,
  crashWorkers,
  exported,
  fixture,
  list,
  openFile,
  pick,
  select,
  sheetDrawn,
  verdict,
} from './helpers';
import { csv, dialogShown, give, type Given, type State } from './state';
import { REVIEWER_STATES } from './states-reviewer';
import { TEACH_STATES } from './states-teach';

/** So many rows that the check takes a while. */
const LONG = csv(
  '上海某某大型联合企业集团_2021年元旦春节送温暖实名制汇总表_全部分公司.csv',
  [
    '姓名,身份证号,慰问金额',
    ...Array.from({ length: 400_000 }, (_, row) => `陈桂芳,3101011968031${row % 10_000},1000`),
  ].join('\n'),
);
/** More columns than a sheet can have. */
const WIDE = csv('太宽的表.csv', `${','.repeat(20_000)}末列\n1,2\n`);

const UNIT = '上海市浦东新区张江高科技园区联合机电设备制造（集团）股份有限公司第三分公司工会委员会';
/** Long words wherever a form has room for words, more columns than it needs, one person. */
const LONG_WORDS = csv(
  `${UNIT}_送温暖慰问实名制汇总表_2021年元旦春节_第二次修改_最终版.csv`,
  [
    '送温暖慰问实名制汇总表（2021年元旦春节）',
    `填报单位（公章）：,${UNIT},,填报日期：,2021-02-10`,
    '填报人：,阿卜杜热合曼·买买提江,,联系电话：,021-50005678转8801或13900001234',
    '序号,姓名,性别,身份证号,工作单位,慰问对象类别,慰问事由,慰问日期,慰问金额,慰问品名称,慰问品折价,合计金额,资金来源,发放方式,开户行,银行账号,备注,车间,班组,岗位,工号,入会时间,联系地址,紧急联系人',
    `1,阿卜杜热合曼·买买提江,男,310101196803120025,${UNIT},家庭生活困难,${'因本人患重大疾病长期住院治疗，自费部分较高，家中还有两位老人需要赡养，'.repeat(4)},2021/2/7,一千元整,大米、食用油、棉被、电热毯、营养品等若干,很多,1000,工会经费,银行,中国工商银行股份有限公司上海市浦东新区张江高科技园区支行,62220212,${'情况属实。'.repeat(30)},总装,甲,钳工,001,2001-05-01,上海市浦东新区张江路1号,无`,
    '合计,,,,,,,,9999,,,9999',
    '负责人签字：,,,经办人签字：,',
  ].join('\n'),
);
/** A form with its heading and nobody in it. */
const NOBODY = csv(
  '还没有填人的表.csv',
  '填报单位（公章）：,浦江机电厂工会委员会\n序号,姓名,身份证号,慰问对象类别,慰问日期,慰问金额\n',
);
/** One identity number and one bank account under forty names. */
const SHARED = csv(
  '四十个人一个证号.csv',
  [
    '填报单位：,浦江机电厂工会委员会',
    '序号,姓名,身份证号,慰问对象类别,慰问日期,慰问金额,发放方式,银行账号',
    ...Array.from(
      { length: 40 },
      (_, at) =>
        `${at + 1},职工${String.fromCharCode(0x4e00 + at * 7)},310101196803120025,（一）家庭生活困难的职工,2021-02-05,1000,银行转账,6217001210200421889`,
    ),
  ].join('\n'),
);
const NO_FORM = csv('通讯录.csv', '部门,电话\n总务科,021-50001234\n');

const openFaulty = (page: Page): Promise<void> => openFile(page, fixture('mistakes-15.xlsx'));
const openPerfect = (page: Page): Promise<void> => openFile(page, fixture('perfect.xlsx'));

async function openGiven(page: Page, file: Given): Promise<void> {
  await page.goto('');
  await give(page, file);
  await sheetDrawn(page);
}

async function refused(page: Page, code: string, choose: () => Promise<void>): Promise<void> {
  await page.goto('');
  await choose();
  await expect(page.getByRole('main').getByRole('alert')).toContainText(code);
}

async function mendSafe(page: Page): Promise<void> {
  await page.getByRole('button', { name: /全部安全修正/ }).click();
  await expect(page.getByText(/已安全修正/)).toBeVisible();
}

export const STATES: readonly State[] = [
  {
    name: 'start',
    go: async (page) => {
      await page.goto('');
      await expect(page.getByRole('heading', { name: '把表格文件拖到这里' })).toBeVisible();
      // The version comes with the core.
      await expect(page.getByText(/^内置标准/)).toBeVisible();
    },
  },
  {
    name: 'start, a file over it',
    go: async (page) => {
      await page.goto('');
      await page.evaluate(() => {
        const data = new DataTransfer();
        data.items.add(new File(['1'], 'a.csv'));
        document.body.dispatchEvent(new DragEvent('dragover', { dataTransfer: data, bubbles: true }));
      });
      await expect(page.getByText('松手，核对这一份')).toBeVisible();
    },
  },
  {
    name: 'privacy',
    go: async (page) => {
      await page.goto('');
      await page.getByRole('button', { name: '这是怎样做到的' }).click();
      await dialogShown(page, '隐私与安全');
    },
  },
  {
    name: 'paste',
    go: async (page) => {
      await page.goto('');
      await page.getByRole('button', { name: /粘贴表格/ }).click();
      await expect(page.getByRole('textbox', { name: '粘贴到这里' })).toBeFocused();
      await page.keyboard.insertText('姓名 身份证号');
      await expect(page.getByText(/这里还不是一张表/)).toBeVisible();
    },
  },
  {
    name: 'standards',
    go: async (page) => {
      await page.goto('');
      await page.getByRole('button', { name: '标准', exact: true }).click();
      await dialogShown(page, '核对标准');
      await page.getByLabel('集中采购起点').fill('五万');
      await page.getByRole('button', { name: '用这个标准核对' }).click();
      await expect(page.getByRole('dialog').getByRole('alert')).toBeVisible();
    },
  },
  {
    name: 'busy',
    go: async (page) => {
      await page.goto('');
      await give(page, LONG);
      await expect(page.getByRole('progressbar')).toBeVisible();
      await expect(page.getByText(/ 行$/)).toBeVisible();
    },
  },
  ...(
    [
      ['R001', 'not-a-table.xlsx'],
      ['R002', 'encrypted.xlsx'],
      ['R003', 'truncated.xlsx'],
      ['R005', 'empty.csv'],
    ] as const
  ).map(([code, name]): State => ({
    name: `refused ${code}`,
    go: (page) => refused(page, code, () => pick(page, fixture(name))),
  })),
  { name: 'refused R004', go: (page) => refused(page, 'R004', () => give(page, WIDE)) },
  {
    name: 'started anew',
    go: async (page) => {
      await openFaulty(page);
      await crashWorkers(page);
      await expect(page.getByText('核对中断了，已重新开始')).toBeVisible();
    },
  },
  { name: 'workbench', go: openFaulty },
  {
    name: 'workbench, a guess offered',
    go: async (page) => {
      await openFaulty(page);
      await list(page).getByRole('option', { name: /J17/ }).click();
      await expect(page.locator('.fx .a')).toHaveText('J17');
      await page.getByRole('button', { name: '为什么要确认' }).click();
    },
  },
  {
    name: 'workbench, by rule',
    go: async (page) => {
      await openFaulty(page);
      await page.getByRole('button', { name: '按规则' }).click();
      await expect(page.getByRole('button', { name: '按规则' })).toHaveAttribute('aria-pressed', 'true');
    },
  },
  {
    name: 'workbench, searched',
    go: async (page) => {
      await openFaulty(page);
      await page.keyboard.press('Control+f');
      await page.getByRole('textbox', { name: '在问题里查找' }).fill('身份证');
    },
  },
  {
    name: 'workbench, nothing after the filter',
    go: async (page) => {
      await openFaulty(page);
      await page.getByRole('button', { name: /^改正/ }).click();
      await page.getByRole('button', { name: /^提示/ }).click();
      await expect(page.getByText('筛选后没有问题')).toBeVisible();
    },
  },
  {
    name: 'workbench, one column chosen',
    go: async (page) => {
      await openFaulty(page);
      await page.getByLabel('只看一列').selectOption({ label: 'D 身份证号 · 4 处' });
      await expect(list(page).getByRole('option')).toHaveCount(4);
    },
  },
  {
    name: 'workbench, only rows with problems',
    go: async (page) => {
      await openFaulty(page);
      await page.getByRole('button', { name: '只看有问题的行' }).click();
      await expect(page.locator('.filtered')).toBeVisible();
    },
  },
  {
    name: 'workbench, a cell being written',
    go: async (page) => {
      await openFaulty(page);
      await select(page, 'B6');
      await page.keyboard.press('F2');
      await page.keyboard.type('，又名刘建军，2019年以前的记录里写作刘健国');
    },
  },
  {
    name: 'workbench, safe mends done',
    go: async (page) => {
      await openFaulty(page);
      await mendSafe(page);
    },
  },
  {
    name: 'exports',
    go: async (page) => {
      await openFaulty(page);
      await page.getByRole('button', { name: '导出', exact: true }).click();
      await expect(page.getByRole('menuitem', { name: /公示名单/ })).toBeVisible();
    },
  },
  {
    name: 'changes',
    go: async (page) => {
      await openFaulty(page);
      await mendSafe(page);
      await page.getByRole('button', { name: /已改 5 处/ }).click();
      await dialogShown(page, /修改记录/);
    },
  },
  {
    name: 'keys',
    go: async (page) => {
      await openFaulty(page);
      await page.getByRole('button', { name: '快捷键' }).click();
      await dialogShown(page, '快捷键');
    },
  },
  {
    name: 'report',
    go: async (page) => {
      await openFaulty(page);
      await page.keyboard.press('Control+p');
      await expect(page.frameLocator('iframe').locator('body')).toContainText('P203');
    },
  },
  {
    name: 'leaving with changes',
    go: async (page) => {
      await openFaulty(page);
      await mendSafe(page);
      await page.getByRole('button', { name: '暖表，回到开始' }).click();
      await dialogShown(page, '改动还没有导出');
    },
  },
  {
    name: 'a whole table pasted onto a sheet',
    go: async (page) => {
      await openFaulty(page);
      await select(page, 'B6');
      await page.evaluate(() => {
        const data = new DataTransfer();
        data.setData('text/plain', '姓名\t身份证号\t慰问金额\n陈桂芳\t310101196803120021\t1000\n');
        document.activeElement?.dispatchEvent(
          new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
        );
      });
      await dialogShown(page, '粘贴的是一整张表');
    },
  },
  {
    name: 'ready',
    go: async (page) => {
      await openPerfect(page);
      await expect(verdict(page)).toHaveText('可以提交');
    },
  },
  {
    name: 'only signatures missing',
    go: async (page) => {
      await openFile(page, fixture('odd-unsigned.xlsx'));
      await expect(verdict(page)).toContainText('只差签字盖章');
    },
  },
  {
    name: 'forty names share a number',
    go: async (page) => {
      await openGiven(page, SHARED);
      await list(page).getByRole('option', { name: /P402/ }).click();
      await expect(page.getByText(/等 \d+ 处，在表里用绿色标出/)).toBeVisible();
    },
  },
  { name: 'several sheets', go: (page) => openFile(page, fixture('layout-several-sheets.xlsx')) },
  { name: 'no form', go: (page) => openGiven(page, NO_FORM) },
  { name: 'nobody yet', go: (page) => openGiven(page, NOBODY) },
  { name: 'long words, many columns, one person', go: (page) => openGiven(page, LONG_WORDS) },
  {
    name: 'receipt',
    go: async (page) => {
      await openPerfect(page);
      const cleaned = await exported(page, () => page.keyboard.press('Control+s'));
      const buffer = readFileSync(await cleaned.path());
      await openGiven(page, {
        name: cleaned.suggestedFilename(),
        mimeType: 'application/octet-stream',
        buffer,
      });
      await expect(page.locator('.ck.receipt')).toBeVisible();
    },
  },
  {
    name: 'frozen head and names',
    go: async (page) => {
      await openFaulty(page);
      await select(page, 'B5');
      await page.keyboard.press('Control+End');
      await expect(cell(page, 'S19')).toBeInViewport();
    },
  },
  ...TEACH_STATES,
  ...REVIEWER_STATES,
];
