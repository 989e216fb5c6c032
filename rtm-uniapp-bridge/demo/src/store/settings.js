import { reactive, watch } from 'vue';
import { load, save } from './storage';

/** language: '' is that of the system. offline and history: how messages are sent unless a chat says otherwise. */
export const settings = reactive(load('settings', { language: '', offline: true, history: true }));

watch(settings, () => save('settings', settings));
