import { reactive, watch } from 'vue';
import { load, save } from './storage';

// language: '' is that of the system. offline, history: how a new chat or channel sends.
export const settings = reactive(load('settings', { language: '', offline: true, history: true }));

watch(settings, () => save('settings', settings));
