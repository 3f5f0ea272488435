import { type DragEvent, useEffect, useRef, useState } from 'react';
import { useLab } from '../../lab-context.ts';

/** What is dragged: a phone, by its id. */
const TYPE = 'application/x-journeys-push-phone';

const wallOf = (event: DragEvent) => (event.currentTarget as HTMLElement).closest<HTMLElement>('.wall');

/** A phone is dragged by its head to another one's place; the menu moves it, too. */
export function useDrag(id: string, at: number) {
  const { wall } = useLab();
  const [over, setOver] = useState(false);
  const draggedOn = useRef<HTMLElement>(null);
  // What is removed while it is dragged gets no `dragend`.
  useEffect(() => () => draggedOn.current?.removeAttribute('data-dragging'), []);
  const isPhone = (event: DragEvent) => event.dataTransfer.types.includes(TYPE);
  return {
    handle: {
      draggable: true,
      onDragStart(event: DragEvent) {
        event.dataTransfer.setData(TYPE, id);
        event.dataTransfer.effectAllowed = 'move';
        draggedOn.current = wallOf(event);
        draggedOn.current?.setAttribute('data-dragging', '');
      },
      onDragEnd() {
        draggedOn.current?.removeAttribute('data-dragging');
        draggedOn.current = null;
      },
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
