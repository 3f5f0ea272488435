import { type DragEvent, useState } from 'react';
import { useLab } from '../../lab-context.ts';

/** What is dragged: a phone, by its id. */
const TYPE = 'application/x-journeys-push-phone';

const wallOf = (event: DragEvent) => (event.currentTarget as HTMLElement).closest<HTMLElement>('.wall');

/** A phone is dragged by its head to another one's place; the menu moves it, too. */
export function useDrag(id: string, at: number) {
  const { wall } = useLab();
  const [over, setOver] = useState(false);
  const isPhone = (event: DragEvent) => event.dataTransfer.types.includes(TYPE);
  return {
    handle: {
      draggable: true,
      onDragStart(event: DragEvent) {
        event.dataTransfer.setData(TYPE, id);
        event.dataTransfer.effectAllowed = 'move';
        wallOf(event)?.setAttribute('data-dragging', '');
      },
      onDragEnd: (event: DragEvent) => wallOf(event)?.removeAttribute('data-dragging'),
    },
    target: {
      'data-over': over || undefined,
      onDragOver(event: DragEvent) {
        if (!isPhone(event)) return;
        event.preventDefault();
        setOver(true);
      },
      onDragLeave: () => setOver(false),
      onDrop(event: DragEvent) {
        setOver(false);
        if (!isPhone(event)) return;
        event.preventDefault();
        wall.move(event.dataTransfer.getData(TYPE), at);
      },
    },
  };
}
