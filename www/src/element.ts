/** The Element Plus parts the page uses, each with its own CSS; nothing else is bundled. */
import 'element-plus/es/components/base/style/css';
import 'element-plus/es/components/dialog/style/css';
import 'element-plus/es/components/dropdown/style/css';
import 'element-plus/es/components/dropdown-item/style/css';
import 'element-plus/es/components/dropdown-menu/style/css';
import 'element-plus/es/components/message/style/css';
import 'element-plus/es/components/message-box/style/css';
import 'element-plus/es/components/progress/style/css';
import 'element-plus/es/components/switch/style/css';

export { ElDialog } from 'element-plus/es/components/dialog/index';
export { ElDropdown, ElDropdownItem, ElDropdownMenu } from 'element-plus/es/components/dropdown/index';
export { ElMessage } from 'element-plus/es/components/message/index';
export { ElMessageBox } from 'element-plus/es/components/message-box/index';
export { ElProgress } from 'element-plus/es/components/progress/index';
export { ElSwitch } from 'element-plus/es/components/switch/index';
