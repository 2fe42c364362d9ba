/** The words and marks of the page: one place, so that a severity is called the same everywhere. */
import type { Overview, Severity } from '../pkg/nuanbiao';
import { count } from './format';

/** The rule that reminds of the seal (打印后盖公章). */
export const SEAL_RULE = 'H109';

/** A severity, or the good state. */
export type Grade = Severity | 'ok';

/** The class (and icon) of a grade. */
export const MARK_CLASS: Record<Grade, string> = { error: 'err', warning: 'warn', notice: 'note', ok: 'ok' };

/** The word that stands beside the shape and the colour. */
export const GRADE_WORD: Record<Grade, string> = {
  error: '必须改正',
  warning: '需要说明',
  notice: '提示',
  ok: '没有问题',
};

/** The short word on a filter chip. */
export const CHIP_WORD: Record<Severity, string> = { error: '改正', warning: '说明', notice: '提示' };

export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'notice'];

/** The verdict in one sentence, with its grade and what to do next. */
export interface VerdictText {
  grade: Grade;
  head: string;
  /** A second, quieter head: what remains besides. */
  also: string;
  sub: string;
}

/** 「需要改正 9 处」and what comes of it. */
export function verdictText(overview: Overview): VerdictText {
  const { errors, warnings, notices, safe_fixes: safe } = overview.counts;
  const mendable = safe > 0 ? `另有 ${count(safe)} 处可以一键安全修正` : '';
  switch (overview.verdict) {
    case 'ready':
      return {
        grade: 'ok',
        head: '可以提交',
        also: '',
        sub:
          notices > 0
            ? `${count(notices)} 处提示可以看一眼；提交后请录入帮扶工作管理系统`
            : '没有要改的，提交后请录入帮扶工作管理系统',
      };
    case 'sign_only':
      return {
        grade: 'ok',
        head: '只差签字盖章，可以打印',
        also: warnings > 0 ? `需要说明 ${count(warnings)} 处` : '',
        sub: '内容已经齐了，打印后请本人和负责人签字、盖章',
      };
    case 'explain':
      return {
        grade: 'warning',
        head: `需要说明 ${count(warnings)} 处`,
        also: '',
        sub: ['没有必须改的，请在备注里说明原因或改正后提交', mendable].filter(Boolean).join('；'),
      };
    case 'correct':
      return {
        grade: 'error',
        head: `需要改正 ${count(errors)} 处`,
        also: warnings > 0 ? `需要说明 ${count(warnings)} 处` : '',
        sub:
          warnings > 0
            ? `改完 ${count(errors)} 处即可提交，${count(warnings)} 处请附说明`
            : `改完 ${count(errors)} 处即可提交`,
      };
    case 'no_form':
      return {
        grade: 'error',
        head: '没有找到要检查的表',
        also: '',
        sub: '请看看表头里有没有“姓名”“身份证号”这两列',
      };
    default:
      return overview.verdict satisfies never;
  }
}
