import { type Phone, phone } from '../phone.ts';

type Task = Phone['tasks'] extends Map<string, infer T> ? T : never;

export const defineTask = (name: string, task: Task) => void phone.tasks.set(name, task);
