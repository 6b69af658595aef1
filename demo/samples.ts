/**
 * Invented records that show how the platform is used. Every one carries `sample: true` and is
 * marked on screen; none says anything of a real person or enterprise.
 */

/** Organisations are named by key: a ROR id of `institutions.ts`, or a key of `enterprises`. */
export const enterprises = [
  {
    key: 'hengfeng',
    kind: 'enterprise',
    nameZh: '唐山恒峰轧辊有限公司（示例）',
    nameEn: 'Tangshan Hengfeng Rolls Co. (sample)',
    regionCode: '130200',
    fields: ['C'],
  },
  {
    key: 'yanzhao',
    kind: 'enterprise',
    nameZh: '石家庄燕赵制药设备有限公司（示例）',
    nameEn: 'Shijiazhuang Yanzhao Pharmaceutical Equipment Co. (sample)',
    regionCode: '130100',
    fields: ['C'],
  },
  {
    key: 'baiyang',
    kind: 'enterprise',
    nameZh: '雄安白洋水务科技有限公司（示例）',
    nameEn: "Xiong'an Baiyang Water Technology Co. (sample)",
    regionCode: '130600',
    fields: ['N'],
  },
  {
    key: 'binhai',
    kind: 'enterprise',
    nameZh: '天津滨海海装智能有限公司（示例）',
    nameEn: 'Tianjin Binhai Marine Intelligence Co. (sample)',
    regionCode: '120000',
    fields: ['C'],
  },
  {
    key: 'zhongguancun',
    kind: 'service_agency',
    nameZh: '中关村技术转移服务中心（示例）',
    nameEn: 'Zhongguancun Technology Transfer Agency (sample)',
    regionCode: '110000',
    fields: ['M'],
  },
] as const;

/** One need has passed its own organisation and waits for the region to score it. */
export const inReview = {
  owner: 'yanzhao',
  title: '西林瓶微小裂纹在线检测',
  problem:
    '注射剂包装线每分钟 400 瓶，现有人工灯检对 0.1 毫米以下的裂纹漏检率约 3%，希望找到在线视觉或声学检测方法，能与现有轧盖机联动剔除。',
  targets: '裂纹 0.05 毫米以上检出率 ≥ 99.5%\n误剔率 ≤ 0.2%\n速度不低于每分钟 400 瓶',
  fields: ['C'],
  leastMaturity: 6,
  keywords: ['西林瓶', '裂纹检测', '机器视觉'],
} as const;

export const password = 'yunhe-demo-2026';

/** Accounts to act as: one for each kind of work there is. */
export const accounts = [
  {
    email: 'secretariat@demo.yunhe',
    name: '赵协同',
    part: { zh: '京津冀协同秘书处', en: 'Secretariat of the compact' },
    office: 'secretariat',
  },
  {
    email: 'beijing@demo.yunhe',
    name: '钱京',
    part: { zh: '北京市科技主管部门', en: 'Region officer, Beijing' },
    office: 'region_officer',
    regionCode: '110000',
  },
  {
    email: 'tianjin@demo.yunhe',
    name: '孙津',
    part: { zh: '天津市科技主管部门', en: 'Region officer, Tianjin' },
    office: 'region_officer',
    regionCode: '120000',
  },
  {
    email: 'hebei@demo.yunhe',
    name: '李冀',
    part: { zh: '河北省科技主管部门', en: 'Region officer, Hebei' },
    office: 'region_officer',
    regionCode: '130000',
  },
  {
    email: 'hengfeng@demo.yunhe',
    name: '周恒',
    part: { zh: '河北轧辊企业技术负责人', en: 'Manager at a Hebei roll maker' },
    member: 'hengfeng',
    memberRole: 'manager',
  },
  {
    email: 'yanzhao@demo.yunhe',
    name: '吴燕',
    part: { zh: '河北制药设备企业', en: 'Manager at a Hebei equipment maker' },
    member: 'yanzhao',
    memberRole: 'manager',
  },
  {
    email: 'tju@demo.yunhe',
    name: '郑转',
    part: { zh: '天津大学技术转移', en: 'Technology transfer, Tianjin University' },
    member: '012tb2g32',
    memberRole: 'manager',
  },
  {
    email: 'ustb@demo.yunhe',
    name: '王钢',
    part: { zh: '北京科技大学技术转移', en: 'Technology transfer, USTB' },
    member: '02egmk993',
    memberRole: 'manager',
  },
  {
    email: 'agency@demo.yunhe',
    name: '冯桥',
    part: { zh: '技术转移机构经纪人', en: 'Technology broker' },
    member: 'zhongguancun',
    memberRole: 'manager',
  },
  {
    email: 'viewer@demo.yunhe',
    name: '陈看',
    part: { zh: '河北轧辊企业只读成员', en: 'Viewer at the Hebei roll maker' },
    member: 'hengfeng',
    memberRole: 'viewer',
  },
  {
    email: 'admin@demo.yunhe',
    name: '褚管',
    part: { zh: '系统管理员', en: 'System administrator' },
    office: 'system_administrator',
  },
  {
    email: 'audit@demo.yunhe',
    name: '卫审',
    part: { zh: '审计管理员', en: 'Audit administrator' },
    office: 'audit_administrator',
  },
] as const;

export const technologies = [
  {
    owner: '012tb2g32',
    title: '高速钢复合轧辊表面超声冲击强化技术',
    summary:
      '采用大功率超声冲击在轧辊辊面形成纳米梯度硬化层，表面硬度由 HRC 60 提高到 HRC 67 以上，抗热裂纹与抗剥落性能显著改善，单次上机轧制量提高约 40%。已在实验轧机上完成 1,200 小时验证，可与现有磨辊工序衔接。',
    keywords: ['轧辊', '超声冲击', '表面强化', '热裂纹', '高速钢'],
    fields: ['C'],
    maturity: 6,
    ip: 'patent_granted',
    price: { mode: 'licence', minMinor: '80000000', maxMinor: '150000000' },
  },
  {
    owner: '02egmk993',
    title: '热轧工作辊激光熔覆再制造工艺',
    summary:
      '针对报废热轧工作辊，采用高熵合金粉末激光熔覆恢复尺寸并提高耐磨性，熔覆层无裂纹厚度可达 3 mm，再制造成本约为新辊的 45%。提供工艺包、粉末配方与在线检测方案。',
    keywords: ['激光熔覆', '轧辊再制造', '高熵合金', '耐磨'],
    fields: ['C'],
    maturity: 7,
    ip: 'patent_granted',
    price: { mode: 'negotiable' },
  },
  {
    owner: '03j4x9j18',
    title: '钢渣余热回收与梯级利用成套技术',
    summary:
      '液态钢渣离心粒化并回收高温余热产生蒸汽，余热回收率 ≥ 67%，粒化渣玻璃体含量 > 95%，可直接用作水泥掺合料。已建成每小时 10 吨中试线。',
    keywords: ['钢渣', '余热回收', '离心粒化', '固废利用'],
    fields: ['C', 'N'],
    maturity: 6,
    ip: 'patent_granted',
    price: { mode: 'transfer', minMinor: '500000000', maxMinor: '900000000' },
  },
  {
    owner: '01y1kjr75',
    title: '高盐有机废水电催化氧化处理技术',
    summary:
      '掺硼金刚石电极与流化床耦合处理制药、农药行业高盐难降解废水，COD 去除率 ≥ 92%，吨水电耗 18 kWh，无二次污泥。',
    keywords: ['高盐废水', '电催化', '掺硼金刚石', '制药废水', 'COD'],
    fields: ['N'],
    maturity: 5,
    ip: 'patent_pending',
    price: { mode: 'licence', minMinor: '60000000', maxMinor: '120000000' },
  },
  {
    owner: '03cve4549',
    title: '磷酸铁锂电池梯次利用快速分选系统',
    summary:
      '基于电化学阻抗谱与机器学习，对退役 LiFePO4 电芯在 60 秒内完成健康度评估与一致性分选，容量估计误差 ≤ 3%。',
    keywords: ['LiFePO4', '梯次利用', '电化学阻抗', '健康度评估'],
    fields: ['C'],
    maturity: 7,
    ip: 'patent_granted',
    price: { mode: 'equity' },
  },
  {
    owner: '0090r4d87',
    title: '面向工业现场的低功耗边缘视觉检测芯片与算法',
    summary:
      '3 W 功耗下每秒处理 120 帧 1080p 图像，适用于带钢表面缺陷、药瓶异物、输送带撕裂等在线检测；提供模型压缩与部署工具链。',
    keywords: ['边缘计算', '表面缺陷检测', '机器视觉', '低功耗'],
    fields: ['I', 'C'],
    maturity: 7,
    ip: 'software_copyright',
    price: { mode: 'licence', minMinor: '30000000', maxMinor: '80000000' },
  },
  {
    owner: '02txfnf15',
    title: '大型锻件超声相控阵在线检测装备',
    summary:
      '可在 400 ℃ 下对直径 2 m 以内锻件进行自动扫查，最小可检缺陷当量直径 1 mm，检测效率较人工提高 6 倍。',
    keywords: ['超声相控阵', '锻件', '无损检测', '高温'],
    fields: ['C'],
    maturity: 8,
    ip: 'patent_granted',
    price: { mode: 'negotiable' },
  },
  {
    owner: '018hded08',
    title: '海水淡化反渗透膜长效抗污染涂层',
    summary:
      '两性离子聚合物涂层使反渗透膜清洗周期由 30 天延长到 100 天以上，通量下降 < 8%，适用于海水淡化与中水回用。',
    keywords: ['反渗透膜', '海水淡化', '抗污染', '涂层'],
    fields: ['N', 'C'],
    maturity: 5,
    ip: 'patent_pending',
    price: { mode: 'licence', minMinor: '40000000', maxMinor: '90000000' },
  },
  {
    owner: '02v51f717',
    title: '白洋淀类浅水湖泊蓝藻水华预警模型',
    summary:
      '融合遥感、浮标与气象数据的 7 日水华预报系统，命中率 0.86，可部署于地方水务平台，提供接口与培训。',
    keywords: ['水华预警', '遥感', '水质模型', '湖泊'],
    fields: ['N', 'M'],
    maturity: 6,
    ip: 'know_how',
    price: { mode: 'negotiable' },
  },
  {
    owner: '04r1ssz88',
    title: '微米级在线激光测径与圆度测量仪',
    summary:
      '用于轧辊、轴类零件磨削过程的在线非接触测量，测量范围 50–1,200 mm，重复精度 ±1 μm，抗冷却液干扰。',
    keywords: ['激光测径', '圆度', '在线测量', '轧辊', '磨削'],
    fields: ['C'],
    maturity: 7,
    ip: 'patent_granted',
    price: { mode: 'transfer', minMinor: '120000000', maxMinor: '200000000' },
  },
  {
    owner: '01g9y2x13',
    title: '口服缓释微丸包衣工艺与质量控制',
    summary:
      '流化床底喷包衣的放大规律与在线近红外终点判断，批间释放度差异 ≤ 5%，已完成三个品种的工艺验证。',
    keywords: ['缓释微丸', '流化床包衣', '近红外', '制药'],
    fields: ['C'],
    maturity: 8,
    ip: 'know_how',
    price: { mode: 'licence', minMinor: '50000000', maxMinor: '100000000' },
  },
  {
    owner: '05tngxm14',
    title: '面向装备企业的结构与流体仿真云服务',
    summary:
      '提供万核级并行求解与行业模板（轧机、压力容器、船舶），按核时计费，企业无需自建集群；数据隔离，支持国产操作系统。',
    keywords: ['仿真', '高性能计算', '云服务', '船舶', '压力容器'],
    fields: ['I'],
    maturity: 9,
    ip: 'none',
    price: { mode: 'negotiable' },
  },
] as const;

export const needs = [
  {
    owner: 'hengfeng',
    title: '提高热轧工作辊辊面寿命',
    problem:
      '我公司为钢厂供应高速钢热轧工作辊，用户反映辊面热裂纹和剥落使单次上机轧制量偏低，希望找到能与现有磨辊工序衔接的表面强化或再制造技术。',
    targets: '辊面硬度 ≥ HRC 65；单次上机轧制量提高 30% 以上；改造投入 18 个月内收回。',
    fields: ['C'],
    leastMaturity: 6,
    budget: { minMinor: '60000000', maxMinor: '200000000' },
    daysToDeadline: 120,
    regionScope: ['110000', '120000', '130000'],
    visibility: 'public',
  },
  {
    owner: 'yanzhao',
    title: '制药高盐废水低成本处理',
    problem:
      '客户的原料药车间产生含盐 6%–9%、COD 12,000 mg/L 以上的废水，蒸发结晶成本过高，需要可成撬供货的预处理技术。',
    targets: 'COD 去除率 ≥ 90%；吨水电耗 ≤ 20 kWh；占地不超过 60 平方米。',
    fields: ['N'],
    leastMaturity: 5,
    budget: { minMinor: '50000000', maxMinor: '150000000' },
    daysToDeadline: 90,
    regionScope: [],
    visibility: 'compact',
  },
  {
    owner: 'baiyang',
    title: '湖泊水华短期预报系统',
    problem: '为淀区水务管理部门建设运行平台，缺少可靠的水华短期预报模型，现有阈值报警误报多。',
    targets: '提前 5 天以上预报，命中率不低于 0.8；可在本地部署；提供接口。',
    fields: ['N', 'I'],
    leastMaturity: 5,
    budget: { minMinor: '30000000', maxMinor: '80000000' },
    daysToDeadline: 150,
    regionScope: ['110000', '120000', '130000'],
    visibility: 'public',
  },
  {
    owner: 'binhai',
    title: '船用复杂流场仿真算力与模板',
    problem: '新型推进器开发需要大规模流体仿真，自建集群不经济，希望按核时使用并获得船舶行业模板。',
    targets: '单算例网格 ≥ 1 亿；24 小时内完成；数据隔离。',
    fields: ['I', 'C'],
    leastMaturity: 8,
    budget: { minMinor: '10000000', maxMinor: '50000000' },
    daysToDeadline: 60,
    regionScope: ['120000', '110000'],
    visibility: 'public',
  },
  {
    owner: 'yanzhao',
    title: '药瓶在线异物检测',
    problem: '灌装线速度 400 瓶/分钟，人工灯检漏检率高，需要低功耗、易部署的在线视觉检测。',
    targets: '检出率 ≥ 99.5%；误检率 ≤ 0.5%；单工位功耗 ≤ 10 W。',
    fields: ['C', 'I'],
    leastMaturity: 7,
    budget: { minMinor: '20000000', maxMinor: '60000000' },
    daysToDeadline: 100,
    regionScope: ['110000', '120000', '130000'],
    visibility: 'compact',
  },
] as const;

/** Of which need with which technology; both are counted in the order in which they stand above. */
export const contracted = {
  asker: 'yanzhao',
  need: 4,
  technology: 5,
  message: '希望了解贵所边缘视觉检测在每分钟 400 瓶灌装线上的检出率与授权条件。',
  kind: 'licence',
  amountMinor: '36000000',
  registration: { number: '示例-2026-0001', office: '示例技术合同登记机构' },
} as const;

export const meeting = {
  asker: 'yanzhao',
  need: 1,
  technology: 3,
  message: '希望了解贵校电催化氧化预处理的吨水电耗与成撬条件，约一次会面。',
  durationMinutes: 60,
  place: '石家庄燕赵制药设备有限公司（示例）会议室',
} as const;

/** Collaborations between real institutions are not invented: these join sample enterprises only. */
export const collaborations = [
  {
    title: '轧辊用高速钢组织调控（示例项目）',
    year: 2024,
    participants: ['hengfeng', '02egmk993'],
    amountMinor: '120000000',
  },
  {
    title: '制药装备洁净检测（示例项目）',
    year: 2025,
    participants: ['yanzhao', '05h3pkk68', '04r1ssz88'],
    amountMinor: '80000000',
  },
  {
    title: '淀区水质遥感（示例项目）',
    year: 2025,
    participants: ['baiyang', '02v51f717', '01p884a79'],
    amountMinor: '200000000',
  },
  {
    title: '海工装备仿真（示例项目）',
    year: 2023,
    participants: ['binhai', '05tngxm14', '012tb2g32'],
    amountMinor: '150000000',
  },
  {
    title: '技术转移联合体（示例项目）',
    year: 2025,
    participants: ['zhongguancun', '03cve4549', '01y1kjr75', '018hded08'],
    amountMinor: '60000000',
  },
] as const;

/** Invented people; they agreed to be shown, since they do not exist. */
export const people = [
  {
    nameZh: '示例·林教授',
    nameEn: 'Prof. Lin (sample)',
    organisation: '012tb2g32',
    title: '教授',
    fields: ['C'],
  },
  {
    nameZh: '示例·许研究员',
    nameEn: 'Dr Xu (sample)',
    organisation: '03j4x9j18',
    title: '研究员',
    fields: ['N'],
  },
  {
    nameZh: '示例·何工程师',
    nameEn: 'He (sample)',
    organisation: 'hengfeng',
    title: '总工程师',
    fields: ['C'],
  },
  {
    nameZh: '示例·吕博士',
    nameEn: 'Dr Lü (sample)',
    organisation: '02egmk993',
    title: '副教授',
    fields: ['C'],
  },
] as const;
