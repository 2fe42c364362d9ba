/** The charts are the heaviest part of the reviewer's page, so they come after it. */
export const barChart = () => import('./BarChart.vue');
