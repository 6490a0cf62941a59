package proxima

// lexicon has the words of one language for everything but visits.
type lexicon struct {
	active                      string // the title of the column "Active"
	country, dose               string
	events, eventTypes, regions []string
	directions, brands          []string
	positions, roles            []string // those of executors first
	contactTypes                []string
	titles                      []string // of the fields of cards
	remarks                     []string
	lastNames, firstNames       []string
}

// lexiconOf returns the words of a language: uk, en or ru.
func lexiconOf(language string) lexicon {
	switch language {
	case "en":
		return lexicon{
			active: "Active", country: "Ukraine", dose: "mg",
			events: []string{"Office day", "Holiday ", "Training ~", "Sick leave"}, eventTypes: []string{"Office", "Absence", "Training"},
			regions: []string{"Kyiv", "Lviv, city"}, directions: []string{"Cardiology", "Neurology", "OTC"},
			brands:    []string{"Arterin", "Nevrol", "Kalmex", "Ferodin", "Vitalon"},
			positions: []string{"Medical representative", "Regional manager"}, roles: []string{"Representative", "Manager"},
			contactTypes: []string{"Doctor", "Pharmacist ", "Head of department"},
			titles:       []string{"Knows the drug", "Prescribes", "Packs per month", "Objections, if any", "Next step"},
			remarks:      []string{"", "asked for samples", "busy, \"later\"", "line one\nline two", "100%, agreed"},
			lastNames:    []string{"Kovalenko", "Melnyk", "Shevchuk", "Bondar", "Lysenko"}, firstNames: []string{"Olena", "Ivan", "Maria", "Petro"},
		}
	case "ru":
		return lexicon{
			active: "Активный", country: "Украина", dose: "мг",
			events: []string{"Офисный день", "Отпуск ", "Обучение ~", "Больничный"}, eventTypes: []string{"Офис", "Отсутствие", "Обучение"},
			regions: []string{"Киев", "Львов, город"}, directions: []string{"Кардиология", "Неврология", "ОТС"},
			brands:    []string{"Артерин", "Неврол", "Калмекс", "Феродин", "Виталон"},
			positions: []string{"Медицинский представитель", "Региональный менеджер"}, roles: []string{"Представитель", "Менеджер"},
			contactTypes: []string{"Врач", "Провизор ", "Заведующий отделением"},
			titles:       []string{"Знает препарат", "Назначает", "Упаковок в месяц", "Возражения, если есть", "Следующий шаг"},
			remarks:      []string{"", "просил образцы", "занят, «позже»", "строка\nи строка", "100%, согласен"},
			lastNames:    []string{"Коваленко", "Мельник", "Шевчук", "Бондарь", "Лысенко"}, firstNames: []string{"Елена", "Иван", "Мария", "Пётр"},
		}
	default:
		return lexicon{
			active: "Активний", country: "Україна", dose: "мг",
			events: []string{"Офісний день", "Відпустка ", "Навчання ~", "Лікарняний"}, eventTypes: []string{"Офіс", "Відсутність", "Навчання"},
			regions: []string{"Київ", "Львів, місто"}, directions: []string{"Кардіологія", "Неврологія", "ОТС"},
			brands:    []string{"Артерин", "Неврол", "Калмекс", "Феродин", "Віталон"},
			positions: []string{"Медичний представник", "Регіональний менеджер"}, roles: []string{"Представник", "Менеджер"},
			contactTypes: []string{"Лікар", "Провізор ", "Завідувач відділення"},
			titles:       []string{"Знає препарат", "Призначає", "Упаковок на місяць", "Заперечення, якщо є", "Наступний крок"},
			remarks:      []string{"", "просив зразки", "зайнятий, «пізніше»", "рядок\nі рядок", "100%, згоден"},
			lastNames:    []string{"Коваленко", "Мельник", "Шевчук", "Бондар", "Лисенко"}, firstNames: []string{"Олена", "Іван", "Марія", "Петро"},
		}
	}
}
